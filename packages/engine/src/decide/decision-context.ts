import type { Catalog } from '../catalog/catalog.ts';
import { activeSignals } from '../detect/detect.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Account, memberOf, type Signal, type Touch } from '../observe/account.ts';
import { type Assignment, assign } from '../assign/assign.ts';
import type { Audiences } from './audience.ts';
import type { OutcomeTable } from './expected-value.ts';
import { resumableTouch } from './touches.ts';
import type { PlayTrace } from './trace.ts';

/** Who asks, where, when, and after walking into what. */
export interface DecideRequest {
  readonly user: string;
  /** The user's role; null when nobody said: then the account's own record of the member stands. */
  readonly role: string | null;
  readonly session: string | null;
  readonly placement: string | null;
  /** What the user just tried; null when it is us who start. */
  readonly trigger: Trigger | null;
  readonly at: Instant;
}

/** What a user walked into. */
export interface Trigger {
  readonly type: 'gate' | 'limit' | 'seats' | 'share' | 'search' | 'outcome';
  readonly feature: string | null;
  readonly meter: string | null;
  readonly amount: number;
}

/** Everything that the judging of one play shares with that of the next: worked out once a decision. */
export interface DecisionContext {
  readonly catalog: Catalog;
  readonly account: Account;
  readonly request: DecideRequest;
  /** What became of each play's offers so far, over all accounts. */
  readonly outcomes: OutcomeTable;
  readonly audiences: Audiences;
  /** Whether the account is held out, and which variants it is in. */
  readonly assignment: Assignment;
  /** The most urgent first. */
  readonly active: readonly Signal[];
  readonly role: string | null;
  /** Whether this user may buy; who can't is told whom to ask. */
  readonly canBuy: boolean;
  /** The offer that comes again, if its play still says so. */
  readonly resumable: Touch | null;
}

/** What plays are judged by, compiled. */
export interface Judging {
  readonly catalog: Catalog;
  readonly audiences: Audiences;
  readonly outcomes: OutcomeTable;
  /** What the trace says of each play that nothing starts, by the play's id; only of those of which it is always the same. */
  readonly idle: ReadonlyMap<string, PlayTrace>;
}

export function openContext(
  { catalog, audiences, outcomes }: Judging,
  account: Account,
  request: DecideRequest,
): DecisionContext {
  const role = request.role ?? memberOf(account, request.user)?.role ?? null;
  return {
    catalog,
    account,
    request,
    outcomes,
    audiences,
    assignment: assign(catalog, account.id, request.at),
    active: activeSignals(account, request.at),
    role,
    canBuy: canRoleBuy(catalog, role),
    resumable: resumableTouch(account, request),
  };
}

/** Whether a role may buy. Nobody said: it may, so that a team that sends no roles is served too. */
export function canRoleBuy(catalog: Catalog, role: string | null): boolean {
  return role === null || catalog.buyerRoles.has(role);
}

export function saysRole(role: string | null): string {
  return role === null ? 'the role is not known' : `the role is ${role}`;
}

/** What a signal is about, as an offer and a message need it. */
export interface Subject {
  readonly meter: string | null;
  readonly feature: string | null;
}

export function subjectOf(catalog: Catalog, { subject }: Pick<Signal, 'subject'>): Subject {
  return {
    meter: subject !== null && catalog.meters.has(subject) ? subject : null,
    feature: subject !== null && catalog.features.has(subject) ? subject : null,
  };
}
