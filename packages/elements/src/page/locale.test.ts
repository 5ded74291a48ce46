import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countText, dayText, moneyText } from './locale.ts';

describe('money', () => {
  it.each([
    [4900, 'USD', 'en-US', '$49.00'],
    [4900, 'USD', 'de-DE', '49,00 $'],
    [4900, 'JPY', 'en-US', '¥4,900'],
    [4900, 'BHD', 'en-US', 'BHD 4.900'],
    [-3161, 'EUR', 'en-IE', '-€31.61'],
  ])('%d of %s in %s is %s', (amount, currency, locale, text) => {
    expect(moneyText(amount, currency, locale).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('of a currency that does not exist is still an amount', () => {
    expect(moneyText(4900, 'dollars', 'en')).toBe('49.00 dollars');
  });

  it('is never lost, whatever the currency is called', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.string(), (amount, currency) => {
        expect(moneyText(amount, currency, 'en')).toMatch(/\d/);
      }),
    );
  });
});

describe('a count', () => {
  it('is written out where it can be read at a glance, and shortened where it can not', () => {
    expect(countText(9_847, 'en')).toBe('9,847');
    expect(countText(0.333, 'en')).toBe('0.33');
    expect(countText(8_589_934_592, 'en')).toBe('8.6B');
  });
});

describe('a day', () => {
  it('is written as its reader writes it', () => {
    const at = '2026-04-01T00:00:00.000Z';
    expect(dayText(at, { length: 'long', locale: 'en-GB', timeZone: 'UTC' })).toBe('1 April');
    expect(dayText(at, { length: 'short', locale: 'en-US', timeZone: 'UTC' })).toBe('Apr 1');
    expect(dayText(at, { length: 'withYear', locale: 'de', timeZone: 'UTC' })).toBe('1. April 2026');
    expect(dayText(at, { length: 'long', locale: 'en-GB', timeZone: 'America/New_York' })).toBe('31 March');
  });

  it('is empty when it is none', () => {
    expect(dayText('soon', { length: 'long', locale: 'en' })).toBe('');
  });
});
