import { expect, test } from 'vitest';
import { countOf, countText, inSentence, percentText, shareText } from './number.ts';

test('counts are grouped by thousands, and fractions go to two places', () => {
  expect(countText(1204)).toBe('1,204');
  expect(countText(3.2049)).toBe('3.2');
});

test('a count agrees with its unit', () => {
  expect([0, 1, 2].map((count) => countOf(count, 'moment'))).toEqual(['0 moments', '1 moment', '2 moments']);
});

test('a share says what it is a share of, and is a dash where that is nothing', () => {
  expect(shareText(12, 96)).toBe('12.5% of 96');
  expect(shareText(0, 0)).toBe('–');
  expect(percentText(null)).toBe('–');
  expect(percentText(0.5)).toBe('50.0%');
});

test('a name goes into a sentence in lower case, unless it is an abbreviation', () => {
  expect(inSentence('Invoices')).toBe('invoices');
  expect(inSentence('API calls')).toBe('API calls');
  expect(inSentence('')).toBe('');
});
