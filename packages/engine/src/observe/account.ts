import type { SignalCategory, SignalPriority } from '../catalog/preset-spec.ts';
import type { DayCalendar } from '../kernel/days.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { MomentStep, Subscription, Traits } from './fact.ts';
import { type Activity, type EventCounts, NO_ACTIVITY, NO_EVENTS, NO_WEEKS, type Weeks } from './slices/activity.ts';
import type { BlockedById } from './slices/blocked.ts';
import type { FeatureUses } from './slices/feature-use.ts';
import type { Gates } from './slices/gates.ts';
import { HEALTHY, type Health } from './slices/health.ts';
import { type Intent, NO_INTENT } from './slices/intent.ts';
import { NO_ORGANISATION, type Organisation } from './slices/organisation.ts';
import type { ProgressById } from './slices/progress.ts';

/**
 * Everything that Kairos keeps in mind of one account: the fold of its facts. Small and of fixed size however long the
 * history (see `LIMITS`), so that one event costs the same on day one and on day thousand.
 */
export interface Account {
  readonly id: string;
  /** When the first fact happened. */
  readonly since: Instant;
  /** The latest instant that a fact or a tick told of: signals are judged as of then, whatever comes late. */
  readonly seenAt: Instant;
  readonly traits: Traits;
  /** The IANA zone of its calendar; UTC until the trait `timezone` says otherwise. */
  readonly timeZone: string;
  /** null until something is said: the account is on the default plan. */
  readonly subscription: Subscription | null;
  readonly members: Readonly<Record<string, Member>>;
  readonly meters: Readonly<Record<string, MeterState>>;
  readonly activity: Activity;
  readonly weeks: Weeks;
  readonly events: EventCounts;
  readonly features: FeatureUses;
  readonly gates: Gates;
  readonly workflows: ProgressById;
  readonly milestones: ProgressById;
  readonly outcomes: ProgressById;
  readonly intent: Intent;
  /** What lay behind a limit, by meter. */
  readonly blocked: BlockedById;
  /** Rate limits that were hit, by meter. */
  readonly rateLimits: BlockedById;
  readonly health: Health;
  /** The latest try to share something that the plan lacks. */
  readonly shares: {
    readonly feature: string;
    readonly at: Instant;
    readonly user: string | null;
  } | null;
  readonly organisation: Organisation;
  /** When it last moved up the ladder, and what it used of the new since. */
  readonly upgrade: UpgradeState | null;
  readonly signals: readonly Signal[];
  /** What was offered and what became of it, oldest first: the ledger that keeps people from being pestered. */
  readonly touches: readonly Touch[];
  /** Until when time alone changes nothing, by which version of the config; null until that was reckoned. */
  readonly wake: Wake | null;
}

/** Time alone changes nothing before `at`; it may turn out to change nothing then either. `at` null: it never does. */
export interface Wake {
  readonly version: number;
  readonly at: Instant | null;
}

export interface Member {
  readonly role: string | null;
  readonly name: string | null;
  /** The days on which they did something; null for somebody who was only named. */
  readonly days: DayCalendar | null;
  /** Features that they use, at most `LIMITS.memberFeatures`. */
  readonly features: readonly string[];
}

export interface UpgradeState {
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
  /** Features that the new plan added, and when each was first used since. */
  readonly firstUses: Readonly<Record<string, Instant>>;
}

export interface MeterState {
  readonly value: number;
  /** Start of the period that `value` counts; null for a meter that never resets. */
  readonly periodStart: Instant | null;
  /** When it starts again from nought; null for a meter that never resets. */
  readonly periodEnd: Instant | null;
  /** The latest event that fed it. */
  readonly lastAt: Instant | null;
  /** When use first went beyond the limit in this period: the start of grace. */
  readonly overSince: Instant | null;
  /** Since when use has been at 80% of the limit and more without a break (S2.20). */
  readonly highSince: Instant | null;
  /** How many periods before this one ended at 80% and more, in a row. */
  readonly highPeriods: number;
  /** The distinct values of a meter that counts them; null for any other. */
  readonly distinct: string | null;
}

/** A detected fact that predicts, or warns against, an upgrade. */
export interface Signal {
  /** The instance: the same occurrence has the same id wherever and whenever it is computed. */
  readonly id: string;
  /** The signal's id in the config. */
  readonly signal: string;
  readonly category: SignalCategory;
  readonly priority: SignalPriority;
  readonly polarity: 'positive' | 'negative';
  /** What it is about: a meter, a feature, a workflow; null where it is about the account as a whole. */
  readonly subject: string | null;
  /** Which occurrence of it: the same one fires once. */
  readonly episode: string;
  readonly firedAt: Instant;
  /** When it is over by itself; null while what it says goes on being true. */
  readonly expiresAt: Instant | null;
  /** When what it said stopped being true; null while it is. It is remembered, so that it does not flap. */
  readonly endedAt: Instant | null;
  /** The values that made it fire. */
  readonly evidence: Evidence;
  /** Signals of one group say the same, some more of it: of these the one with the highest rank is active. null: it stands alone. */
  readonly group: string | null;
  readonly rank: number;
  /** The instance that replaced it: of one meter and period only the highest is active. */
  readonly supersededBy: string | null;
}

export type Evidence = Readonly<Record<string, Scalar | readonly string[]>>;

export interface Touch {
  readonly moment: string;
  readonly play: string;
  readonly signal: string | null;
  readonly user: string;
  readonly session: string | null;
  readonly reactive: boolean;
  /** Absent: in the product. */
  readonly channel?: 'email' | 'human';
  readonly step: MomentStep;
  readonly offeredAt: Instant;
  readonly shownAt: Instant | null;
  /** When it took the step it is at. */
  readonly changedAt: Instant;
  /** Why it was refused; absent: it was not, or nobody said why. */
  readonly reason?: string;
  /** Until when somebody asked not to be asked; absent: nobody did. */
  readonly snoozedUntil?: Instant;
}

/**
 * The bounds that keep an account's state small; what goes beyond is dropped oldest first, or left out. Signals need none: of each
 * rule and meter there is one a period.
 */
export const LIMITS = {
  traits: 50,
  traitLength: 200,
  members: 500,
  memberFeatures: 12,
  touches: 40,
} as const;

/** A member of whom nothing is known but who they are. */
export const NEW_MEMBER: Member = { role: null, name: null, days: null, features: [] };

/** The trait by which a team says who works on the account's expansion now; while it is set, nothing competes with them. */
const CONTACT_TRAIT = 'expansionOwner';

/** The person who works on the account; null: nobody, it serves itself. */
export function contactOf({ traits }: Account): string | null {
  const contact = Object.hasOwn(traits, CONTACT_TRAIT) ? traits[CONTACT_TRAIT] : null;
  return typeof contact === 'string' && contact !== '' ? contact : null;
}

/** The member with this user id; null when nobody is. */
export function memberOf(account: Account, user: string): Member | null {
  return Object.hasOwn(account.members, user) ? (account.members[user] ?? null) : null;
}

/** An account of which nothing is known yet. */
export function newAccount(id: string, since: Instant): Account {
  return {
    id,
    since,
    seenAt: since,
    traits: {},
    timeZone: 'UTC',
    subscription: null,
    members: {},
    meters: {},
    activity: NO_ACTIVITY,
    weeks: NO_WEEKS,
    events: NO_EVENTS,
    features: {},
    gates: {},
    workflows: {},
    milestones: {},
    outcomes: {},
    intent: NO_INTENT,
    blocked: {},
    rateLimits: {},
    health: HEALTHY,
    shares: null,
    organisation: NO_ORGANISATION,
    upgrade: null,
    signals: [],
    touches: [],
    wake: null,
  };
}
