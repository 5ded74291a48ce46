import { expect, test } from 'vitest';
import type { UsageView } from '../api/usage-view.ts';
import { aMeterUsage, aUsage } from '../testing/a-usage.ts';
import { harbourAndPine } from '../testing/harbour-and-pine.ts';
import { accountSentence } from './account-sentence.ts';

const { view } = harbourAndPine;
const sentence = (usage: UsageView) =>
  accountSentence({ ...view, usage: { invoices: usage } }, aMeterUsage('invoices', usage));

test('an account that is filling up hears when it runs out, in its own time zone', () => {
  expect(sentence(aUsage('Invoices', 8, 10))).toBe(
    'Harbour & Pine has used 8 of 10 invoices; at this pace it runs out on 27 November.',
  );
});

test('one that will last hears until when', () => {
  expect(sentence(aUsage('Invoices', 2, 10))).toBe(
    'Harbour & Pine has used 2 of 10 invoices; at this pace that lasts until it starts again on 1 December.',
  );
});

test('at the limit, in grace and beyond it each have their own words', () => {
  expect(sentence(aUsage('Invoices', 10, 10))).toBe(
    'Harbour & Pine has used all of its 10 invoices; the next one is in grace.',
  );
  expect(sentence(aUsage('Invoices', 104, 100))).toBe(
    'Harbour & Pine has used 104 of 100 invoices and is in grace until 24 November.',
  );
  expect(sentence(aUsage('Invoices', 110, 100))).toBe(
    'Harbour & Pine has used 110 of 100 invoices and can use no more until 1 December.',
  );
});

test('a meter that never starts again promises no end', () => {
  const seats = aUsage('Seats', 0, 3, { resets: false });
  expect(sentence(seats)).toBe('Harbour & Pine has used 0 of 3 seats.');
});

test('an account without limits hears that', () => {
  expect(sentence(aUsage('Invoices', 500, null))).toBe('Harbour & Pine is on Free, where nothing it uses is limited.');
});

test('until the pace is known, only what was used is said', () => {
  expect(accountSentence(view, undefined)).toBe('Harbour & Pine has used 8 of 10 invoices.');
});
