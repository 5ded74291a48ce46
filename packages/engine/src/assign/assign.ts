import type { Catalog } from '../catalog/catalog.ts';
import type { Experiment, Layer, Variant } from '../catalog/experiment.ts';
import { bucketOf } from '../kernel/bucket.ts';
import type { Instant } from '../kernel/instant.ts';

/** Where an account stands: held out, and then in nothing else, or in one variant of each layer that has a place for it. */
export interface Assignment {
  readonly heldOut: boolean;
  readonly variants: readonly Variant[];
}

const HELD_OUT: Assignment = { heldOut: true, variants: [] };
const IN_NO_EXPERIMENT: Assignment = { heldOut: false, variants: [] };

/**
 * Assigns an account to the holdout or to its variants, by its id alone: nothing is kept, and the answer is the same in every process and
 * language. `at` tells which experiments have ended. One hash for the holdout, one for each experiment, and one for each shared layer.
 */
export function assign(
  { holdout, layers }: Pick<Catalog, 'holdout' | 'layers'>,
  account: string,
  at: Instant,
): Assignment {
  if (holdout.below > 0 && bucketOf(holdout.seed, account) < holdout.below) return HELD_OUT;
  let variants: Variant[] | null = null;
  for (const layer of layers) {
    const variant = variantIn(layer, account, at);
    if (variant === null) continue;
    if (variants === null) variants = [variant];
    else variants.push(variant);
  }
  return variants === null ? IN_NO_EXPERIMENT : { heldOut: false, variants };
}

/** The variant of the one experiment of a layer whose part the account is in. */
function variantIn({ seed, experiments }: Layer, account: string, at: Instant): Variant | null {
  const place = seed === null ? 0 : bucketOf(seed, account);
  for (const experiment of experiments) {
    if (place >= experiment.from && place < experiment.to) return variantOf(experiment, account, at);
  }
  return null;
}

function variantOf({ seed, endsAt, variants }: Experiment, account: string, at: Instant): Variant | null {
  if (endsAt !== null && at >= endsAt) return null;
  const bucket = bucketOf(seed, account);
  for (const variant of variants) {
    if (bucket >= variant.from && bucket < variant.to) return variant;
  }
  return null;
}
