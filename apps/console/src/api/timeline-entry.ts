import type { Evidence } from './evidence.ts';

export type MomentStep = 'offered' | 'shown' | 'clicked' | 'checkout-started' | 'converted' | 'dismissed' | 'expired';

interface EntryOf<Kind extends string> {
  readonly kind: Kind;
  readonly at: string;
}

export interface EventEntry extends EntryOf<'event'> {
  readonly name: string;
  readonly user: string | null;
}

export interface SignalEntry extends EntryOf<'signal'> {
  readonly signal: string;
  readonly meter: string | null;
  readonly evidence: Evidence;
}

export interface MomentEntry extends EntryOf<'moment'> {
  readonly moment: string;
  readonly play: string;
  readonly step: MomentStep;
}

export interface UpgradeEntry extends EntryOf<'upgrade'> {
  readonly upgrade: string;
  readonly from: string;
  readonly to: string;
  /** Minor units a month; negative for a downgrade. */
  readonly mrrDelta: number;
}

export interface SubscriptionEntry extends EntryOf<'subscription'> {
  readonly plan?: string;
  /** Whether somebody said so, or a period ended and the next began. */
  readonly cause?: 'set' | 'renewal';
}

/** So much of a meter was used, after it was asked whether that may be. */
export interface ConsumeEntry extends EntryOf<'consume'> {
  readonly meter: string;
  readonly amount: number;
}

/** One thing that happened to an account. */
export type TimelineEntry = EventEntry | SignalEntry | MomentEntry | UpgradeEntry | SubscriptionEntry | ConsumeEntry;
