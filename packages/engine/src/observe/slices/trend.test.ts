import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrend } from './trend.ts';

describe('the trend of weekly use', () => {
  it.each([
    ['growing', [10, 12, 14, 17, 20]],
    ['plateau', [20, 21, 20, 19, 20]],
    ['declining', [20, 17, 14, 12, 10]],
    ['unknown', [20, 10, 5]],
    ['unknown', []],
    ['unknown', [0, 0, 0, 0, 0, 0]],
  ])('is %s for %j', (trend, weeks) => {
    expect(readTrend(weeks).trend).toBe(trend);
  });

  it('is a share of the typical week: 5% of it a week is the line', () => {
    expect(readTrend([100, 95, 90, 85, 80])).toMatchObject({ trend: 'declining', slope: -5 / 90 });
    expect(readTrend([100, 96, 92, 88, 84])).toMatchObject({ trend: 'plateau', slope: -4 / 92 });
  });

  it('begins with the first week that had anything in it', () => {
    expect(readTrend([0, 0, 0, 5, 6, 7, 8])).toMatchObject({ trend: 'growing', weeks: 4 });
    expect(readTrend([0, 0, 0, 0, 6, 7, 8])).toMatchObject({ trend: 'unknown', weeks: 3 });
  });

  it('of a steady eight weeks is flipped by no one odd week, whichever it is and whatever is in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(100_000), (odd, count) => {
        const weeks = Array.from({ length: 8 }, (_, week) => (week === odd ? count : 100 + (week % 2)));
        expect(readTrend(weeks).trend).toBe('plateau');
      }),
    );
  });

  it('of a steady decline is not hidden by one odd week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(200), (odd, count) => {
        const weeks = [200, 170, 145, 123, 105, 89, 76, 65].map((use, week) => (week === odd ? count : use));
        expect(readTrend(weeks).trend).toBe('declining');
      }),
    );
  });
});
