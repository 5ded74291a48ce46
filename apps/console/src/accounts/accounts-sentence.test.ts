import { expect, test } from 'vitest';
import type { AccountRow } from '../api/account-view.ts';
import { aUsage } from '../testing/a-usage.ts';
import { accountsSentence } from './accounts-sentence.ts';
import { fullestMeter } from './fullest-meter.ts';

const account = (used: number): AccountRow => ({
  id: `account-${used}`,
  name: 'Alder Press',
  plan: { id: 'free', name: 'Free' },
  stage: 'active-usage',
  usage: { invoices: aUsage('Invoices', used, 10), storage: aUsage('Storage', 900, null) },
  signals: [],
  updatedAt: '2026-11-22T09:30:00.000Z',
});
const sentence = (
  used: readonly number[],
  search: Parameters<typeof accountsSentence>[1] = {},
  next: string | null = null,
) => accountsSentence({ data: used.map(account), next }, search);

test('says how many are close to a limit or beyond one', () => {
  expect(sentence([1, 2])).toBe('Of 2 accounts, none is close to a limit.');
  expect(sentence([8, 10])).toBe('Of 2 accounts, 2 are close to a limit and none is beyond one.');
  expect(sentence([8, 11, 12])).toBe('Of 3 accounts, 2 are beyond a limit and 1 is close to one.');
  expect(sentence([11])).toBe('Of 1 account, 1 is beyond a limit.');
});

test('says when it speaks of one page only, and of what was sought', () => {
  expect(sentence([1, 8], {}, 'cursor')).toContain('Of the 2 accounts on this page');
  expect(sentence([1, 8], { q: 'ald' })).toContain('Of 2 accounts like “ald”');
  expect(sentence([], { q: 'zz' })).toBe('No account is called anything like “zz”.');
  expect(sentence([])).toBe('No account has sent anything yet.');
  expect(sentence([1, 8], { stage: 'power-usage' })).toContain('Of 2 accounts at power usage,');
  expect(sentence([], { stage: 'tier-ceiling' })).toBe('No account is at tier ceiling now.');
  expect(sentence([], { q: 'zz', stage: 'tier-ceiling' })).toBe(
    'No account at tier ceiling is called anything like “zz”.',
  );
});

test('the fullest meter is the one with the highest ratio; unlimited ones do not count', () => {
  const usage = { b: aUsage('B', 5, 10), a: aUsage('A', 50, 100), c: aUsage('C', 900, null) };
  expect(fullestMeter(usage)?.meter).toBe('a');
  expect(fullestMeter({ c: usage.c })).toBeNull();
});
