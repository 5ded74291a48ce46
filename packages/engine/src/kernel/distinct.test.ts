import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDistinct, countDistinct, EXACT } from './distinct.ts';

const seenOf = (values: Iterable<string>): string | null => {
  let seen: string | null = null;
  for (const value of values) seen = addDistinct(seen, value);
  return seen;
};
const ids = (count: number, prefix = 'user-'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('counting what differs', () => {
  it('is nought before anything was seen', () => {
    expect(countDistinct(null)).toBe(0);
    expect(countDistinct('')).toBe(0);
  });

  it('is exact up to forty values', () => {
    for (let count = 1; count <= EXACT; count += 1) expect(countDistinct(seenOf(ids(count)))).toBe(count);
  });

  it('is about right from there on: within four standard errors of 6.5%', () => {
    const bound = 4 * (1.04 / Math.sqrt(256));
    let seen: string | null = null;
    let next = 60;
    let worst = 0;
    for (const [index, id] of ids(100_000).entries()) {
      seen = addDistinct(seen, id);
      if (index + 1 < next) continue;
      worst = Math.max(worst, Math.abs(countDistinct(seen) / (index + 1) - 1));
      next = Math.ceil(next * 1.3);
    }
    expect(Math.abs(countDistinct(seen) / 100_000 - 1)).toBeLessThan(bound);
    expect(worst).toBeLessThan(bound);
  });

  it.each(['', 'a', 'customer_', '018f3c2e-'])('is as right for ids that begin with "%s"', (prefix) => {
    expect(Math.abs(countDistinct(seenOf(ids(5_000, prefix))) / 5_000 - 1)).toBeLessThan(0.26);
  });

  it('takes the same text however many values it saw', () => {
    expect(seenOf(ids(10_000))?.length).toBe(257);
  });

  it('never goes down', () => {
    let seen: string | null = null;
    let before = 0;
    for (const id of ids(500)) {
      seen = addDistinct(seen, id);
      expect(countDistinct(seen)).toBeGreaterThanOrEqual(before);
      before = countDistinct(seen);
    }
  });

  it('is changed by no value that was seen before', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 120 }), (values) => {
        const seen = seenOf(values);
        for (const value of values) expect(addDistinct(seen, value)).toBe(seen);
      }),
    );
  });

  it('does not depend on the order once it is an estimate', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ids(80), { minLength: 80 }), (values) => {
        expect(seenOf(values)).toBe(seenOf(ids(80)));
      }),
    );
  });
});
