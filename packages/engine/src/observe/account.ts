import type { Instant } from '../kernel/instant.ts';
import type { MomentStep, Subscription, Traits } from './fact.ts';

/**
 * Everything that Kairos keeps in mind of one account: the fold of its facts. Small and of fixed size however long the
 * history (see `LIMITS`), so that one event costs the same on day one and on day thousand.
 */
export interface Account {
  readonly id: string;
  /** When the first fact happened. */
  readonly since: Instant;
  readonly traits: Traits;
  /** The IANA zone of its calendar; UTC until the trait `timezone` says otherwise. */
  readonly timeZone: string;
  /** null until something is said: the account is on the default plan. */
  readonly subscription: Subscription | null;
  readonly members: Readonly<Record<string, Member>>;
  readonly meters: Readonly<Record<string, MeterState>>;
  readonly signals: readonly Signal[];
  /** What was offered and what became of it, oldest first: the ledger that keeps people from being pestered. */
  readonly touches: readonly Touch[];
}

export interface Member {
  readonly role: string | null;
  readonly name: string | null;
}

export interface MeterState {
  readonly value: number;
  /** Start of the period that `value` counts; null for a meter that never resets. */
  readonly periodStart: Instant | null;
  /** When it starts again from nought; null for a meter that never resets. */
  readonly periodEnd: Instant | null;
  /** When use first went beyond the limit in this period: the start of grace. */
  readonly overSince: Instant | null;
}

export type SignalPriority = 'urgent' | 'critical' | 'high' | 'medium' | 'low';

/** A detected fact that predicts, or warns against, an upgrade. */
export interface Signal {
  /** The instance: the same crossing has the same id wherever and whenever it is computed. */
  readonly id: string;
  /** The signal's id in the config. */
  readonly signal: string;
  readonly category: 'usage';
  readonly priority: SignalPriority;
  readonly polarity: 'positive' | 'negative';
  readonly meter: string;
  readonly firedAt: Instant;
  readonly expiresAt: Instant | null;
  /** The numbers that made it fire. */
  readonly evidence: UsageEvidence;
  /** The instance that replaced it: of one meter and period only the highest is active. */
  readonly supersededBy: string | null;
}

export interface UsageEvidence {
  readonly used: number;
  readonly limit: number;
  /** The share of the limit, in percent, that was crossed. */
  readonly threshold: number;
}

export interface Touch {
  readonly moment: string;
  readonly play: string;
  readonly signal: string | null;
  readonly user: string;
  readonly session: string | null;
  readonly reactive: boolean;
  readonly step: MomentStep;
  readonly offeredAt: Instant;
  readonly shownAt: Instant | null;
  /** When it took the step it is at. */
  readonly changedAt: Instant;
}

/**
 * The bounds that keep an account's state small; what goes beyond is dropped oldest first, or left out. Signals need none: of each
 * rule and meter there is one a period.
 */
export const LIMITS = {
  traits: 50,
  traitLength: 200,
  members: 500,
  touches: 40,
} as const;

/** The member with this user id; null when nobody is. */
export function memberOf(account: Account, user: string): Member | null {
  return Object.hasOwn(account.members, user) ? (account.members[user] ?? null) : null;
}

/** An account of which nothing is known yet. */
export function newAccount(id: string, since: Instant): Account {
  return {
    id,
    since,
    traits: {},
    timeZone: 'UTC',
    subscription: null,
    members: {},
    meters: {},
    signals: [],
    touches: [],
  };
}
