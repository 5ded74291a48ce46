import { describe, expect, it } from 'vitest';
import { type Currency, minorUnits } from './money.ts';
import { listText, moneyText, numberText } from './number-text.ts';

describe('a number in words', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [12_847, '12,847'],
    [1_234_567, '1,234,567'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
    [-1_500, '-1,500'],
    [0.1 + 0.2, '0.3'],
    [1_234.5, '1,234.5'],
    [1_234.567, '1,234.57'],
    [-0.001, '0'],
  ])('%d is %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe('an amount of money in words', () => {
  it.each([
    [4_900, 'USD', '$49'],
    [4_950, 'USD', '$49.50'],
    [4_905, 'EUR', '€49.05'],
    [0, 'USD', '$0'],
    [5, 'GBP', '£0.05'],
    [-4_900, 'USD', '-$49'],
    [123_456_700, 'USD', '$1,234,567'],
    [4_900, 'CHF', 'CHF 49'],
    [4_900, 'JPY', '¥4,900'],
    [4_900, 'KRW', 'KRW 4,900'],
    [4_905, 'KWD', 'KWD 4.905'],
  ])('%i of %s is %s', (amount, currency, text) => {
    expect(moneyText(minorUnits(amount), currency as Currency)).toBe(text);
  });
});

it('a list reads with commas and an "and"', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listText)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
