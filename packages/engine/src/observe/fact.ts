import type { BillingInterval } from '../catalog/config-schema.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/**
 * Something that happened to one account. The account's log is a list of facts, and its state the fold of that log:
 * nothing else changes it. `id` makes a fact idempotent; whoever stores the log drops the second of two with the same id.
 */
export type Fact =
  | TrackFact
  | ConsumeFact
  | PageFact
  | IdentifyFact
  | GroupFact
  | AliasFact
  | SubscriptionFact
  | MomentFact;

interface FactOf<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  /** When it happened, as the caller says; not when it arrived. */
  readonly at: Instant;
  /** What the client said of its surroundings (Segment: context); kept, not understood. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The time as the client wrote it, where it was not taken as written. */
  readonly originalTimestamp?: string;
}

/** A user did something in the product (Segment: track). */
export interface TrackFact extends FactOf<'track'> {
  readonly user: string | null;
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * So much of a counted or summed meter was used, after it was asked whether that may be: it fills the meter as an event of the meter's
 * would, and says no more than that.
 */
export interface ConsumeFact extends FactOf<'consume'> {
  readonly meter: string;
  /** In units of the meter; above 0. */
  readonly amount: number;
}

/** A user saw a page or a screen (Segment: page, screen). */
export interface PageFact extends FactOf<'page'> {
  readonly user: string | null;
  readonly name: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Two ids are one person (Segment: alias). */
export interface AliasFact extends FactOf<'alias'> {
  readonly user: string;
  readonly previous: string;
}

/** Something is known about a user, who is a member of the account (Segment: identify). */
export interface IdentifyFact extends FactOf<'identify'> {
  readonly user: string;
  readonly traits: Readonly<Record<string, unknown>>;
}

/** Something is known about the account, or a user joined it (Segment: group). */
export interface GroupFact extends FactOf<'group'> {
  readonly user: string | null;
  readonly traits: Readonly<Record<string, unknown>>;
}

/** What the account has bought changed. */
export interface SubscriptionFact extends FactOf<'subscription'> {
  readonly subscription: Subscription;
  /**
   * What was used, by meter, in the billing period that ended with it, of what is charged by use: what its invoice says, whatever comes
   * late. Absent: nothing.
   */
  readonly used?: Readonly<Record<string, number>>;
}

/** A moment took a step on its way from offered to converted. */
export interface MomentFact extends FactOf<'moment'> {
  readonly moment: string;
  readonly step: MomentStep;
  /** Which offer it was; present when the step is `offered` or `held-out`. */
  readonly offered?: OfferedMoment;
  /** Why it was refused, where whoever dismissed it said so (S2.53). */
  readonly reason?: string;
  /** Until when it is not to come again; present when the step is `snoozed`. */
  readonly until?: Instant;
}

/** `held-out`: it would have been offered, had the account not been one of those that get none, so that lift can be measured. */
export type MomentStep =
  | 'offered'
  | 'held-out'
  | 'shown'
  | 'snoozed'
  | 'clicked'
  | 'checkout-started'
  | 'converted'
  | 'dismissed';

export interface OfferedMoment {
  readonly play: string;
  /** The instance of the signal that started it; null for one that answers what the user just tried. */
  readonly signal: string | null;
  readonly user: string;
  readonly session: string | null;
  readonly reactive: boolean;
  /** Absent: in the product. */
  readonly channel?: 'email' | 'human';
}

/** What an account has: the plan it pays for, and since when. */
export interface Subscription {
  readonly plan: string;
  readonly interval: BillingInterval;
  /** The seats that were bought, on a plan that sells them; null: as many as the plan starts with. */
  readonly seats: number | null;
  /** What was bought beside the plan. Absent: nothing. */
  readonly addOns?: readonly string[];
  /** The anchor: billing periods are counted from here. */
  readonly startedAt: Instant;
  /** When the current period ends and the next begins. */
  readonly renewsAt: Instant;
  readonly billedBy: 'kairos' | 'external';
  /** What waits for the end of the period: a step down, fewer seats, an add-on that goes; null when nothing does. */
  readonly pending: PendingChange | null;
}

export interface PendingChange {
  readonly plan: string;
  readonly interval: BillingInterval;
  /** Absent: as many as before. */
  readonly seats?: number | null;
  /** Absent: those from before. */
  readonly addOns?: readonly string[];
  readonly at: Instant;
}

export type Traits = Readonly<Record<string, Scalar>>;
