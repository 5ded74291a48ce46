import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from './invariant.ts';
import { add, minorUnits, negate, scale } from './money.ts';

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(minorUnits);
/** Seconds left of a period, and seconds of the whole of it, up to a year. */
const shares = fc
  .tuple(fc.nat(31_622_400), fc.integer({ min: 1, max: 31_622_400 }))
  .map(([left, whole]): readonly [number, number] => [Math.min(left, whole), whole]);

describe('an amount', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is never %s: that is a bug and throws', (amount) => {
    expect(() => minorUnits(amount)).toThrow(InvariantError);
  });

  it('has one zero', () => {
    expect(Object.is(minorUnits(-0), 0)).toBe(true);
    expect(Object.is(negate(minorUnits(0)), 0)).toBe(true);
  });

  it('adds up, and nothing adds up to nothing', () => {
    expect(add(minorUnits(4_900), minorUnits(-1_200), minorUnits(1))).toBe(3_701);
    expect(add()).toBe(0);
  });
});

describe('scaling', () => {
  it.each([
    [1, 1, 2, 0],
    [3, 1, 2, 2],
    [5, 1, 2, 2],
    [-1, 1, 2, 0],
    [-3, 1, 2, -2],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [5, 1, 10, 0],
    [6, 1, 10, 1],
    [15, 1, 10, 2],
    [-15, 1, 10, -2],
    [49_000, 1, 12, 4_083],
  ])('%d × %d/%d is %d: halves go to the even neighbour', (amount, numerator, denominator, expected) => {
    expect(scale(minorUnits(amount), numerator, denominator)).toBe(expected);
  });

  it('is exact where a double would not be', () => {
    const [amount, left, year] = [999_408_642_628, 30_766_079, 31_536_000];
    expect(Math.round((amount * left) / year)).toBe(975_009_045_294);
    expect(scale(minorUnits(amount), left, year)).toBe(975_009_045_293);
    expect(scale(minorUnits(9_007_199_254_740_991), 1, 1)).toBe(9_007_199_254_740_991);
  });

  it('refuses a denominator that is not positive', () => {
    expect(() => scale(minorUnits(1), 1, 0)).toThrow(InvariantError);
    expect(() => scale(minorUnits(1), 1, -5)).toThrow(InvariantError);
  });

  it('makes a credit and the charge that it mirrors cancel', () => {
    fc.assert(
      fc.property(amounts, shares, (amount, [left, whole]) => {
        expect(add(scale(amount, left, whole), scale(negate(amount), left, whole))).toBe(0);
      }),
    );
  });

  it('gives the whole for the whole, nothing for nothing, and never more than the amount in between', () => {
    fc.assert(
      fc.property(amounts, shares, (amount, [left, whole]) => {
        expect(scale(amount, whole, whole)).toBe(amount);
        expect(scale(amount, 0, whole)).toBe(0);
        expect(Math.abs(scale(amount, left, whole))).toBeLessThanOrEqual(Math.abs(amount));
      }),
    );
  });

  it('splits an amount in two without losing or gaining more than the one that two halves round to', () => {
    fc.assert(
      fc.property(amounts, shares, (amount, [left, whole]) => {
        const parts = add(scale(amount, left, whole), scale(amount, whole - left, whole));
        expect(Math.abs(parts - amount)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('favours nobody: over both halves of every odd amount, what is rounded up is rounded down as often', () => {
    const odd = Array.from({ length: 1_000 }, (_, index) => 2 * index + 1);
    const drift = odd.reduce((sum, amount) => sum + 2 * scale(minorUnits(amount), 1, 2) - amount, 0);
    expect(drift).toBe(0);
  });
});
