import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { variantRanges } from '../catalog/variant-ranges.ts';
import { type BucketRange, BUCKETS, bucketOf, bucketSeed } from '../kernel/bucket.ts';
import { assign } from './assign.ts';
import { NOW } from './testing/a-catalog.ts';

/** GrowthBook's published cases (see `testing/SOURCE.md`): the hash, the ranges and the choice are the same as in its SDKs. */

interface Cases {
  readonly hash: readonly { readonly seed: string; readonly id: string; readonly expected: number }[];
  readonly getBucketRange: readonly {
    readonly name: string;
    readonly count: number;
    readonly coverage: number;
    readonly weights: readonly number[] | null;
    readonly expected: readonly Share[];
  }[];
  readonly chooseVariation: readonly {
    readonly name: string;
    readonly place: number;
    readonly ranges: readonly Share[];
    readonly expected: number;
  }[];
  readonly run: readonly {
    readonly name: string;
    readonly seed: string;
    readonly id: string;
    readonly variations: readonly number[];
    readonly weights: readonly number[] | null;
    readonly coverage: number | null;
    readonly expected: number;
  }[];
  readonly featureBuckets: readonly {
    readonly name: string;
    readonly seed: string;
    readonly id: string;
    readonly bucket: number;
  }[];
}
type Share = readonly [from: number, to: number];

const CASES: Cases = JSON.parse(readFileSync(new URL('./testing/growthbook-cases.json', import.meta.url), 'utf8'));

/** What a config can't say: coverage below 0 or above 100, as many weights as it likes, weights that have to come to 1. */
const NOT_OURS = [
  'negative coverage',
  'coverage above 1',
  'weights sum below 1',
  'weights sum above 1',
  'weights.length not equal to num variations',
  'weights sum almost equals 1',
];

const equalWeights = (count: number): readonly number[] => Array.from({ length: count }, () => 1);
const bucketAt = (share: number): number => Math.round(share * BUCKETS);
const rangeOf = ([from, to]: Share): BucketRange => ({
  from: bucketAt(from),
  to: bucketAt(to),
});

/** Which of the ranges an id is assigned to, in an experiment whose variants have them; -1: to none. */
function chosen(seed: string, id: string, ranges: readonly BucketRange[]): number {
  const change = { about: 'price', plays: null, priceAfter: null } as const;
  const variants = ranges.map((range, index) => ({ experiment: 'x', variant: String(index), change, ...range }));
  const experiment = { id: 'x', seed: bucketSeed(seed), from: 0, to: BUCKETS, endsAt: null, variants };
  const holdout = { seed: bucketSeed('holdout:'), below: 0 };
  const [variant] = assign({ holdout, layers: [{ seed: null, experiments: [experiment] }] }, id, NOW).variants;
  return Number(variant?.variant ?? -1);
}

/** Some id that falls into a bucket. */
function idAt(seed: string, bucket: number): string {
  const state = bucketSeed(seed);
  for (let number = 0; ; number += 1) if (bucketOf(state, String(number)) === bucket) return String(number);
}

describe("GrowthBook's cases", () => {
  it.each(CASES.hash)('hash, version 2: "$id" under "$seed" is at $expected', ({ seed, id, expected }) => {
    expect(bucketOf(bucketSeed(seed), id) / BUCKETS).toBe(expected);
  });

  it.each(CASES.getBucketRange.filter(({ name }) => !NOT_OURS.includes(name)))(
    'ranges: $name',
    ({ count, coverage, weights, expected }) => {
      expect(variantRanges(weights ?? equalWeights(count), coverage * 100)).toEqual(expected.map(rangeOf));
    },
  );

  it('ranges: 7 of 13 are of what a config can say', () => {
    expect(CASES.getBucketRange).toHaveLength(13);
    expect(CASES.getBucketRange.filter(({ name }) => NOT_OURS.includes(name))).toHaveLength(6);
  });

  it.each(CASES.chooseVariation)('choice: $name', ({ place, ranges, expected }) => {
    expect(chosen('seed:', idAt('seed:', bucketAt(place)), ranges.map(rangeOf))).toBe(expected);
  });

  it.each(CASES.run)('experiment: $name', ({ seed, id, variations, weights, coverage, expected }) => {
    const ranges = variantRanges(weights ?? equalWeights(variations.length), (coverage ?? 1) * 100);
    expect(chosen(seed, id, ranges)).toBe(expected);
  });

  it.each(CASES.featureBuckets)('feature: $name', ({ seed, id, bucket }) => {
    expect(bucketOf(bucketSeed(seed), id) / BUCKETS).toBe(bucket);
  });
});
