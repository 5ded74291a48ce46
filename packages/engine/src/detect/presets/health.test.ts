import { describe, expect, it } from 'vitest';
import type { PresetName } from '../../catalog/presets.ts';
import { DAY_MS, later, toIso } from '../../kernel/instant.ts';
import { studio, studioWith } from '../../testing/studio.ts';
import { type AccountInWorld, aWorld, time } from '../../testing/world.ts';

/** A Monday. */
const now = '2026-03-02T12:00:00Z';
const acme = (...presets: readonly PresetName[]): AccountInWorld =>
  aWorld({ now, config: studioWith(...presets) }).account('acme');

/** An account from its Monday on, with so much use in each of the weeks, at the end of the last of them. */
function weekly(counts: readonly number[], began = '2026-03-02T00:00:00Z'): AccountInWorld {
  const account = aWorld({ now: began, config: studioWith('health.declining') }).account('acme');
  for (const [week, times] of counts.entries()) {
    account.at(toIso(later(time(now), week * 7 * DAY_MS))).sent('Board Drawn', { times });
  }
  return account.tick(toIso(later(time('2026-03-02T00:00:00Z'), counts.length * 7 * DAY_MS)));
}

describe('declining use (S2.19)', () => {
  it.each([
    ['grows', [10, 12, 15, 17, 20], []],
    ['stays level', [20, 21, 19, 20, 20, 21], []],
    ['declines week by week', [40, 36, 30, 27, 22], ['health.declining']],
    ['has one odd week', [20, 21, 20, 2, 21, 20, 21], []],
    ['has one huge week', [20, 21, 20, 400, 21, 20, 21], []],
    ['declines with one good week between', [40, 36, 60, 27, 22, 18], ['health.declining']],
    ['is too young to tell', [40, 20, 10], []],
  ])('of an account whose use %s', (_, counts, active) => {
    expect(weekly(counts).active).toEqual(active);
  });

  it('is judged when a week is complete, not while it is under way', () => {
    const account = weekly([40, 36, 30]);
    account.at('2026-03-23T12:00:00Z').sent('Board Drawn', { times: 27 }).tick('2026-03-29T23:59:59.999Z');
    expect(account.fired).toEqual([]);
    expect(account.tick('2026-03-30T00:00:00Z').fired).toMatchObject([
      { polarity: 'negative', evidence: { weeks: 4 } },
    ]);
  });

  it('fires once while it goes on, and ends when use recovers', () => {
    const account = weekly([40, 36, 30, 27, 22, 18, 15]);
    expect(account.firedNames).toHaveLength(1);
    for (const week of [7, 8, 9, 10, 11, 12]) {
      account.at(toIso(later(time(now), week * 7 * DAY_MS))).sent('Board Drawn', { times: 40 });
    }
    expect(account.tick('2026-06-01T00:00:00Z').active).toEqual([]);
  });

  it('is seen of an account that was used for one week and never again', () => {
    expect(weekly([20]).tick('2026-03-30T00:00:00Z').active).toEqual(['health.declining']);
  });

  it.each([
    ['that it began in with its first minute', '2026-03-02T00:00:00Z', ['health.declining']],
    ['that it began in a moment later, though everything was moved in then,', '2026-03-02T00:00:00.001Z', []],
  ])('counts the week %s: %s', (_, began, fired) => {
    expect(weekly([200, 40, 41, 40], began).firedNames).toEqual(fired);
  });

  it.each([
    ['2026-03-01T15:00:00Z', ['health.declining']],
    ['2026-03-01T15:00:00.001Z', []],
  ])('counts weeks in the zone of the account: begun at %s, with its Monday or just after, %j', (began, fired) => {
    const world = aWorld({ now: began, config: studioWith('health.declining') });
    const tokyo = world.account('tokyo', { timezone: 'Asia/Tokyo' });
    for (const [week, times] of [200, 40, 41, 40].entries())
      tokyo.at(toIso(later(time(now), week * 7 * DAY_MS))).sent('Board Drawn', { times });
    expect(tokyo.tick('2026-03-30T00:00:00Z').firedNames).toEqual(fired);
  });

  it('is forgotten with the weeks that it was seen in', () => {
    expect(weekly([40, 36, 30, 27, 22]).tick('2027-01-01T00:00:00Z').state.signals).toEqual([]);
  });
});

describe('an account that nobody uses (S3.3)', () => {
  it('is told when two weeks have passed since the end of the last active day', () => {
    const account = acme('health.inactive').sent('Board Drawn');
    expect(account.tick('2026-03-16T23:59:59.999Z').fired).toEqual([]);
    expect(account.tick('2026-03-17T00:00:00Z').fired).toMatchObject([
      { polarity: 'negative', evidence: { days: 14 } },
    ]);
    expect(account.tick('2027-03-17T00:00:00Z').firedNames).toHaveLength(1);
    expect(account.active).toEqual(['health.inactive']);
  });

  it('is over with the first thing that anybody does, and told again after it', () => {
    const account = acme('health.inactive').sent('Board Drawn').tick('2026-03-20T00:00:00Z').sent('Board Drawn');
    expect(account.active).toEqual([]);
    expect(account.tick('2026-05-01T00:00:00Z').firedNames).toHaveLength(2);
  });

  it('is judged by its own midnight', () => {
    const account = aWorld({ now, config: studioWith('health.inactive') }).account('acme', { timezone: 'Asia/Tokyo' });
    expect(account.sent('Board Drawn').tick('2026-03-16T15:00:00Z').firedNames).toEqual(['health.inactive']);
  });

  it('is told after any part of a day that a config names', () => {
    const config = studio({ signals: { quiet: { preset: 'health.inactive', days: 0.5 } } });
    const account = aWorld({ now, config }).account('acme').sent('Board Drawn');
    expect(account.tick('2026-03-03T11:59:59Z').fired).toEqual([]);
    expect(account.tick('2026-03-03T12:00:00Z').firedNames).toEqual(['quiet']);
  });

  it('is not one that was never used at all', () => {
    expect(acme('health.inactive').identified('ana').tick('2027-01-01T00:00:00Z').fired).toEqual([]);
  });
});

describe('open tickets (S3.34)', () => {
  const ticket = (id: string): Parameters<AccountInWorld['sent']>[1] => ({ properties: { ticket: id } });

  it('hold until the last of them is resolved', () => {
    const account = acme('health.tickets').sent('Ticket Opened', ticket('t1')).sent('Ticket Opened', ticket('t2'));
    expect(account.fired).toMatchObject([{ polarity: 'negative', priority: 'high', evidence: { open: 1 } }]);
    expect(account.sent('Ticket Resolved', ticket('t1')).active).toEqual(['health.tickets']);
    expect(account.tick('2026-09-01T00:00:00Z').active).toEqual(['health.tickets']);
    expect(account.sent('Ticket Resolved', ticket('t2')).active).toEqual([]);
    expect(account.sent('Ticket Opened', ticket('t3')).firedNames).toHaveLength(2);
  });
});

describe.each([
  ['a complaint', 'health.complaint', 'Complaint Received', 'high'],
  ['a failed payment', 'health.payment_failed', 'Payment Failed', 'critical'],
] as const)('%s (S2.19)', (_, preset, event, priority) => {
  it('holds for thirty days from the latest', () => {
    const account = acme(preset).sent(event).at('2026-03-10T12:00:00Z').sent(event);
    account.sent(event, { at: '2026-03-05T00:00:00Z' });
    expect(account.fired).toMatchObject([{ polarity: 'negative', priority }]);
    expect(account.tick('2026-04-09T11:59:59.999Z').active).toEqual([preset]);
    expect(account.tick('2026-04-09T12:00:00Z').active).toEqual([]);
    expect(account.sent(event).firedNames).toHaveLength(2);
  });
});

it('a failed payment is forgiven by a purchase, and not by a renewal', () => {
  const account = acme('health.payment_failed').subscribed('team').at('2026-04-01T12:00:00Z').sent('Payment Failed');
  expect(account.tick('2026-04-05T00:00:00Z').active).toEqual(['health.payment_failed']);
  expect(account.subscribed('agency').active).toEqual([]);
});
