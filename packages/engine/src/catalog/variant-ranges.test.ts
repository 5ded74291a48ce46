import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS } from '../kernel/bucket.ts';
import { variantRanges } from './variant-ranges.ts';

const weights = fc.array(fc.double({ min: 0.001, max: 1_000_000, noNaN: true }), { minLength: 2, maxLength: 20 });

describe('the ranges of variants', () => {
  it('leave no bucket out and give none twice, when everybody is covered', () => {
    fc.assert(
      fc.property(weights, (each) => {
        const ranges = variantRanges(each, 100);
        expect(ranges[0]?.from).toBe(0);
        expect(ranges.at(-1)?.to).toBe(BUCKETS);
        ranges.slice(1).forEach(({ from }, index) => expect(from).toBe(ranges[index]?.to));
      }),
    );
  });

  it('are each within a bucket of its share', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 100 }), (each, coverage) => {
        const total = each.reduce((sum, weight) => sum + weight, 0);
        variantRanges(each, coverage).forEach(({ from, to }, index) => {
          const share = ((each[index] ?? 0) / total) * (coverage / 100) * BUCKETS;
          expect(Math.abs(to - from - share)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('begin where they did when more are covered, and end no earlier', () => {
    fc.assert(
      fc.property(weights, fc.nat(100), fc.nat(100), (each, one, other) => {
        const less = variantRanges(each, Math.min(one, other));
        const more = variantRanges(each, Math.max(one, other));
        less.forEach(({ from, to }, index) => {
          expect(more[index]?.from).toBe(from);
          expect(more[index]?.to).toBeGreaterThanOrEqual(to);
        });
      }),
    );
  });
});
