import { expect, test } from 'vitest';
import { meteredEvent, planNames } from './read-config.ts';

const ANSWER = {
  version: 2,
  config: {
    meters: {
      seats: { aggregate: 'members' },
      storage: { event: 'File Stored', aggregate: 'sum', property: 'bytes' },
      invoices: { event: 'Invoice Sent', aggregate: 'count' },
    },
    plans: [{ id: 'free', name: 'Free' }, { id: 'pro' }],
  },
};

test('the event to try is one that counts by itself', () => {
  expect(meteredEvent(ANSWER)).toBe('Invoice Sent');
  expect(meteredEvent(null)).toBeNull();
  expect(meteredEvent({ config: { meters: { seats: { aggregate: 'members' } } } })).toBeNull();
});

test('plans without a name are told by their id', () => {
  expect([...planNames(ANSWER)]).toEqual([
    ['free', 'Free'],
    ['pro', 'pro'],
  ]);
  expect(planNames(undefined).size).toBe(0);
});
