import { type BucketRange, BUCKETS } from '../kernel/bucket.ts';

/**
 * Divides the buckets among variants by their weights, in the order listed, and takes of each one's share so many percent from its
 * beginning: more coverage adds accounts to every variant and moves none. The same ranges as GrowthBook's.
 */
export function variantRanges(weights: readonly number[], coverage: number): readonly BucketRange[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return weights.map((weight) => {
    const from = bucketAt(before / total);
    const to = bucketAt((before + (weight * coverage) / 100) / total);
    before += weight;
    return { from, to };
  });
}

/** The buckets of a part of a layer, in percent of it. */
export function sliceRange({ from, to }: { readonly from: number; readonly to: number }): BucketRange {
  return { from: bucketAt(from / 100), to: bucketAt(to / 100) };
}

/** Sums of fractions miss a whole number by less than this. */
const SLACK = 1e-6;

/** The first bucket at or after a share of them all. */
export function bucketAt(share: number): number {
  return Math.max(0, Math.ceil(share * BUCKETS - SLACK));
}
