import { describe, expect, it } from 'vitest';
import { minorUnits } from '../kernel/money.ts';
import { chanceOf, expectedValue } from './expected-value.ts';

describe('the chance that an offer is taken', () => {
  it('is the middle of the reference while nothing is known', () => {
    expect(chanceOf([25, 35], null)).toBe(0.3);
    expect(chanceOf(null, null)).toBe(0.1);
  });

  it('is half the reference and half the record after as many offers as the reference weighs', () => {
    expect(chanceOf([25, 35], { shown: 20, converted: 18, regretted: 0 })).toBeCloseTo((0.3 + 0.9) / 2, 12);
  });

  it('comes to the record in the end', () => {
    expect(chanceOf([45, 60], { shown: 100_000, converted: 5_000, regretted: 0 })).toBeCloseTo(0.05, 3);
  });

  it('is lower where upgrades were regretted', () => {
    const kept = chanceOf([25, 35], { shown: 100, converted: 40, regretted: 0 });
    const regretted = chanceOf([25, 35], { shown: 100, converted: 40, regretted: 30 });
    expect(regretted).toBeLessThan(kept);
    expect(regretted).toBe(chanceOf([25, 35], { shown: 100, converted: 10, regretted: 0 }));
  });

  it('stays between nought and one, whatever is counted', () => {
    expect(chanceOf([0, 0], { shown: 0, converted: 5, regretted: 9 })).toBe(0);
    expect(chanceOf([100, 100], { shown: 0, converted: 5, regretted: 0 })).toBe(1);
  });
});

describe('what an offer is expected to add', () => {
  it('is its chance times its price', () => {
    expect(expectedValue(0.25, minorUnits(4_900))).toBe(1_225);
  });
});
