import type { BucketRange, BucketSeed } from '../kernel/bucket.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MessagePartsConfig } from './experiment-schema.ts';

/** The accounts that get no moments: those whose bucket is below `below`. */
export interface Holdout {
  readonly seed: BucketSeed;
  readonly below: number;
}

/** Experiments that share no account. An account's place in one layer tells nothing of its place in another. */
export interface Layer {
  /** null: one experiment has it to itself. */
  readonly seed: BucketSeed | null;
  readonly experiments: readonly Experiment[];
}

/** A running experiment, made ready to be asked; its range is its part of the layer. */
export interface Experiment extends BucketRange {
  readonly id: string;
  readonly seed: BucketSeed;
  readonly endsAt: Instant | null;
  readonly variants: readonly Variant[];
}

/** One variant of an experiment, as an account is assigned to it; its range is of the experiment's own buckets. */
export interface Variant extends BucketRange {
  readonly experiment: string;
  readonly variant: string;
  readonly change: VariantChange;
}

/** What a variant changes, and for which plays; null: for all of them. A control's change is empty. */
export type VariantChange =
  | { readonly about: 'plays'; readonly plays: PlayIds; readonly on: PlayIds }
  | { readonly about: 'message'; readonly plays: PlayIds; readonly message: MessagePartsConfig }
  | { readonly about: 'price'; readonly plays: PlayIds; readonly priceAfter: PricePlace | null }
  | { readonly about: 'timing'; readonly plays: PlayIds; readonly delayDays: number; readonly fromPercent: number };

type PlayIds = ReadonlySet<string> | null;
/** The part of a message that the price follows; null leaves it where it is. */
type PricePlace = 'unlock' | 'action' | 'reassurance';
