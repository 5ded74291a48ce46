import { buildCatalog } from './catalog/build-catalog.ts';
import type { Catalog, Meter } from './catalog/catalog.ts';
import { readConfig } from './catalog/read-config.ts';
import { type Audiences, compileAudiences } from './decide/audience.ts';
import { decidePlay } from './decide/decide.ts';
import type { DecideRequest, Trigger } from './decide/decision-context.ts';
import type { OutcomeTable } from './decide/expected-value.ts';
import { idleTraces } from './decide/idle-plays.ts';
import { matterOf } from './decide/judge-reactive.ts';
import type { Choice } from './decide/judged-play.ts';
import type { PlayTrace, Trace } from './decide/trace.ts';
import {
  buildDetectors,
  detectAfterFact,
  type Detectors,
  nextDetectionAt,
  passTime,
  passTurns,
} from './detect/detect.ts';
import type { PeerTable } from './detect/peers.ts';
import type { Instant } from './kernel/instant.ts';
import { fail, type Issue, ok, type Result } from './kernel/issue.ts';
import type { Account, Signal } from './observe/account.ts';
import { entitlementOf } from './observe/entitlement.ts';
import type { Fact, MomentFact, Subscription, SubscriptionFact } from './observe/fact.ts';
import { foldFact } from './observe/observe.ts';
import { checkMessages } from './present/check-messages.ts';
import { compileMessages, type MessageBook } from './present/message-book.ts';
import { type Moment, presentMoment } from './present/present-moment.ts';
import type { Change } from './catalog/change.ts';
import { quoteChange, type QuoteResult } from './upgrade/quote.ts';
import { dueRenewal } from './upgrade/renewal.ts';

/** A config, compiled: all that the other verbs need to know of a team's product. */
export interface Program {
  readonly version: number;
  readonly catalog: Catalog;
  readonly messages: MessageBook;
  readonly detectors: Detectors;
  readonly audiences: Audiences;
  /** What became of each play's offers so far, worked out from all accounts now and then. */
  readonly outcomes: OutcomeTable;
  /** What a decision says of each play that nothing starts, by the play's id; only of those of which it is always the same. */
  readonly idle: ReadonlyMap<string, PlayTrace>;
}

/** What is worked out from all accounts, elsewhere and now and then. */
export interface CompileOptions {
  readonly version?: number;
  readonly peers?: PeerTable | null;
  readonly outcomes?: OutcomeTable;
}

/**
 * Compiles a config; when it can't, every problem at once, each with its path and what to do. `peers`: how the accounts of each plan
 * compare, worked out from all of them now and then; null while nobody has.
 */
export function compile(
  config: unknown,
  { version = 1, peers = null, outcomes = {} }: CompileOptions = {},
): Result<Program> {
  const read = readConfig(config);
  const issues = [...(read.ok ? [] : read.issues), ...checkMessages(config)];
  if (!read.ok || issues.length > 0) return fail(...issues);
  const catalog = buildCatalog(read.value);
  const detectors = buildDetectors(catalog, { version, peers });
  const audiences = compileAudiences(catalog);
  if (!detectors.ok || !audiences.ok) return fail(...issuesOf(detectors), ...issuesOf(audiences));
  return ok({
    version,
    catalog,
    messages: compileMessages(catalog),
    detectors: detectors.value,
    audiences: audiences.value,
    outcomes,
    idle: idleTraces(catalog),
  });
}

function issuesOf(result: Result<unknown>): readonly Issue[] {
  return result.ok ? [] : result.issues;
}

/** An account after something happened, and the signals that fired by it. */
export interface Observation {
  readonly account: Account;
  readonly signals: readonly Signal[];
}

/** Folds one fact into an account's state and detects what it means. Never throws, whatever the fact holds. */
export function observe({ catalog, detectors }: Program, account: Account, fact: Fact): Observation {
  const waited = passTurns(detectors, account, fact.at);
  const told = detectAfterFact(detectors, waited.account, foldFact(catalog, waited.account, fact), {
    fed: fedBy(catalog, fact),
    event: fact.kind === 'track' ? fact : null,
  });
  return waited.signals.length === 0 ? told : { ...told, signals: [...waited.signals, ...told.signals] };
}

/** The meters that a fact may feed; null where it may be any of them. */
function fedBy({ meanings }: Catalog, fact: Fact): readonly Meter[] | null {
  return fact.kind === 'track' ? (meanings.get(fact.event)?.meters ?? null) : null;
}

/** What time alone changed. `facts` are renewals that fell due: already folded, to be kept in the account's log and billed. */
export interface TickResult extends Observation {
  readonly facts: readonly SubscriptionFact[];
}

/**
 * Brings an account up to an instant, through every instant in between at which time alone changed something: renewals fall due, signals
 * begin and end. Ticking often or once is the same.
 */
export function tick(program: Program, account: Account, at: Instant): TickResult {
  const { catalog, detectors } = program;
  const facts: SubscriptionFact[] = [];
  const signals: Signal[] = [];
  let current = account;
  for (let due = dueRenewal(catalog, current, at); due !== null; due = dueRenewal(catalog, current, at)) {
    const observed = observe(program, current, due);
    current = observed.account;
    facts.push(due);
    signals.push(...observed.signals);
  }
  const waited = passTime(detectors, current, at);
  return {
    account: waited.account,
    signals: [...signals, ...waited.signals],
    facts,
  };
}

/** Until then time changes nothing by itself, and no tick is needed. null: never. */
export function nextTickAt({ detectors }: Program, account: Account): Instant | null {
  const detection = nextDetectionAt(detectors, account);
  const renewal = account.subscription?.renewsAt ?? null;
  if (detection === null || renewal === null) return detection ?? renewal;
  return detection < renewal ? detection : renewal;
}

/** The plain answer at a limit or gate where there is no offer to make. */
export interface Wall {
  readonly feature?: string;
  readonly meter?: string;
  readonly reason: string;
  readonly requiredPlan: string | null;
}

export interface DecideResult {
  readonly moment: Moment | null;
  /** What holds the user up, when they walked into something and there is no offer to make. */
  readonly wall: Wall | null;
  /** What would have been shown, had the account not been held out. */
  readonly heldOut: Moment | null;
  /** The offer that goes by another way than the product; it holds the account's slot. */
  readonly routed: Moment | null;
  readonly trace: Trace;
  /** The fact that reserves the moment's slot; to be folded and kept by the caller. null when there is nothing new to keep. */
  readonly reservation: MomentFact | null;
}

const SILENCE = { moment: null, wall: null, routed: null, heldOut: null, reservation: null } as const;

/**
 * Decides which one moment, if any, this user sees now, and says why in the trace. `momentId` is the id that a new moment gets; one
 * that this session was already answered keeps its own. An offer that goes by e-mail or through people is `routed`, and shown to nobody here.
 */
export function decide(
  program: Program,
  account: Account,
  request: DecideRequest & { readonly momentId: string },
): DecideResult {
  const { choice, trace } = decidePlay(program, account, request);
  const wall = request.trigger === null ? null : wallAt(program.catalog, account, request.trigger, request.at);
  if (choice === null) return { ...SILENCE, wall, trace };
  const id = choice.resumes?.moment ?? request.momentId;
  const moment = presentMoment(program, account, choice, { ...request, id });
  const reservation = choice.resumes === null ? reserve(moment, choice, request) : null;
  // What an account walks into that is held out takes no slot: it would not have, either.
  if (choice.isHeldOut)
    return { ...SILENCE, wall, trace, heldOut: moment, reservation: choice.reactive ? null : reservation };
  const told = choice.channel === 'in-app' ? { moment } : { routed: moment };
  return { ...SILENCE, ...told, trace, reservation };
}

/** Prices a change of what an account has, at an instant. */
export function quote(
  { catalog }: Program,
  subscription: Subscription | null,
  change: Change,
  at: Instant,
): QuoteResult {
  return quoteChange(catalog, subscription, change, at);
}

function reserve(moment: Moment, choice: Choice, request: DecideRequest): MomentFact {
  return {
    kind: 'moment',
    id: `${moment.id}:offered`,
    at: request.at,
    moment: moment.id,
    step: choice.isHeldOut ? 'held-out' : 'offered',
    offered: {
      ...(choice.channel === 'in-app' ? {} : { channel: choice.channel }),
      play: choice.play.id,
      signal: moment.signalInstance,
      user: request.user,
      session: request.session,
      reactive: choice.reactive,
    },
  };
}

/** What the user walked into, if it holds them up; what is named but isn't in the catalog does too, and says so. */
function wallAt(catalog: Catalog, account: Account, trigger: Trigger, at: Instant): Wall | null {
  const known = matterOf(catalog, trigger);
  const { meter, feature } = known.meter === null && known.feature === null ? trigger : known;
  const name = meter ?? feature;
  if (name === null) return null;
  const answer = entitlementOf(catalog, account, { feature: name, amount: trigger.amount, at });
  if (answer.allowed) return null;
  const subject = meter === null ? { feature: name } : { meter: name };
  return { ...subject, reason: answer.reason, requiredPlan: answer.requiredPlan };
}
