import { expect, test } from 'vitest';
import type { FunnelRow } from '../api/funnel-report.ts';
import { aFunnelReport, row } from '../testing/a-world.ts';
import { bestTriggerSentence, funnelSentence, rankByConversion } from './funnel-sentence.ts';

const NONE = { eligible: 0, shown: 0, clicked: 0, checkoutStarted: 0, converted: 0, dismissed: 0 };
const PERIOD = { from: '2026-10-23T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' };
const sentence = (counts: Partial<FunnelRow>) =>
  funnelSentence(aFunnelReport([row('a', { ...NONE, ...counts })], PERIOD), '30');

test('the sentence goes as far as the moments did', () => {
  expect(sentence({})).toBe('In the last 30 days no moment was due.');
  expect(sentence({ eligible: 1 })).toBe('In the last 30 days, 1 moment could have been shown and none was.');
  expect(sentence({ eligible: 5, shown: 4 })).toBe(
    'In the last 30 days, 4 moments were shown and none has led to an upgrade yet.',
  );
  expect(sentence({ eligible: 5, shown: 4, converted: 1 })).toBe(
    'In the last 30 days, 1 of 4 moments shown led to an upgrade (25.0%), which added $49 a month.',
  );
});

test('the trigger that converts best is named only when there is enough to tell', () => {
  const reached = row('usage.reached', { ...NONE, shown: 56, converted: 13 });
  const approaching = row('usage.approaching', { ...NONE, shown: 171, converted: 12 });
  const rare = row('seats.exceeded', { ...NONE, shown: 3, converted: 3 });
  expect(bestTriggerSentence([approaching, rare, reached], 'signal')).toBe(
    'usage.reached converts best: 13 of 56 moments shown (23.2%). Build more plays on it.',
  );
  expect(bestTriggerSentence([reached, rare], 'signal')).toContain('Too early to say');
  expect(bestTriggerSentence([reached], 'signal')).toBeNull();
});

test('rows are ranked by conversion, those without a rate last', () => {
  const rows = [
    row('b', NONE),
    row('c', { ...NONE, shown: 10, converted: 1 }),
    row('a', { ...NONE, shown: 10, converted: 2 }),
  ];
  expect(rankByConversion(rows).map(({ key }) => key)).toEqual(['a', 'c', 'b']);
});
