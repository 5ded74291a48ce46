import { expect, it } from 'vitest';
import { InvariantError, invariant } from './invariant.ts';
import { joinPath } from './issue.ts';
import { byCodeUnit } from './text-order.ts';

it('a promise that holds passes in silence, a broken one throws what it was', () => {
  expect(() => invariant(1 === 1, 'one is one')).not.toThrow();
  expect(() => invariant(false, 'a renewal lies in the future')).toThrow(
    new InvariantError('a renewal lies in the future'),
  );
});

it('a path is written with dots', () => {
  expect(joinPath(['plans', 0, 'prices', 1, 'amount'])).toBe('plans.0.prices.1.amount');
  expect(joinPath([])).toBe('');
});

it('texts are ordered by code unit, the same on every machine', () => {
  expect(['b', 'a', 'Z', 'ä', 'z', ''].toSorted(byCodeUnit)).toEqual(['', 'Z', 'a', 'b', 'z', 'ä']);
  expect(byCodeUnit('a', 'a')).toBe(0);
});
