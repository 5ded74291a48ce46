import { expect, test } from 'vitest';
import { moneyChangeText, moneyText } from './money.ts';

test('money is in the words of its currency, without cents that are nought', () => {
  expect(moneyText(186_200, 'USD')).toBe('$1,862');
  expect(moneyText(4950, 'USD')).toBe('$49.50');
  expect(moneyText(4900, 'EUR')).toBe('€49');
});

test('minor units are those of the currency: the yen has none', () => {
  expect(moneyText(4900, 'JPY')).toBe('¥4,900');
});

test('averages may be fractions of a minor unit', () => {
  expect(moneyText(4900 / 3, 'USD')).toBe('$16.33');
});

test('a change has its sign', () => {
  expect(moneyChangeText(4900, 'USD')).toBe('+$49');
  expect(moneyChangeText(-4900, 'USD')).toBe('−$49');
});
