import { describe, expect, it } from 'vitest';
import { toIso } from '../kernel/instant.ts';
import { oneLimit } from '../testing/ledgerly.ts';
import { aWorld } from '../testing/world.ts';

const now = '2026-03-10T12:00:00Z';

describe('a meter', () => {
  it('counts the events that it names and no others', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 }).sent('Invoice Opened');
    expect(acme.usage('invoices').used).toBe(8);
  });

  it('sums a property, down as well as up, and takes nothing that is not a number', () => {
    const acme = aWorld({ now }).account('acme');
    for (const bytes of [100, 50.5, -20, '900', null, Number.NaN, Number.POSITIVE_INFINITY])
      acme.sent('File Stored', { properties: { bytes } });
    acme.sent('File Stored');
    expect(acme.usage('storage').used).toBe(130.5);
  });

  it('stays a number that JSON can hold, whatever amounts are sent', () => {
    const acme = aWorld({ now }).account('acme');
    acme.sent('File Stored', {
      times: 3,
      properties: { bytes: Number.MAX_VALUE },
    });
    expect(acme.usage('storage').used).toBe(Number.MAX_SAFE_INTEGER);
    acme.sent('File Stored', {
      times: 3,
      properties: { bytes: -Number.MAX_VALUE },
    });
    expect(acme.usage('storage').used).toBe(-Number.MAX_SAFE_INTEGER);
  });

  it('of members counts who is there, once each', () => {
    const acme = aWorld({ now })
      .account('acme')
      .identified('ana')
      .identified('ben')
      .sent('Invoice Sent', { user: 'ana' });
    expect(acme.usage('seats').used).toBe(2);
  });

  it('leaves it to who keeps the log to drop duplicates', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent');
    for (const fact of [...acme.facts]) acme.fold(fact);
    expect(acme.usage('invoices').used).toBe(2);
  });
});

describe('a meter that resets each month', () => {
  it('starts from nought at the first millisecond of the month in the account’s own zone', () => {
    const acme = aWorld({ now }).account('acme', { timezone: 'America/New_York' }).sent('Invoice Sent', { times: 8 });
    expect(acme.at('2026-04-01T03:59:59.999Z').usage('invoices')).toMatchObject({ used: 8 });
    expect(acme.at('2026-04-01T04:00:00.000Z').usage('invoices')).toMatchObject({ used: 0 });
    acme.sent('Invoice Sent');
    expect(acme.usage('invoices').used).toBe(1);
    expect(toIso(acme.usage('invoices').resetsAt ?? acme.state.since)).toBe('2026-05-01T04:00:00.000Z');
  });

  it('counts the last millisecond of the month to the old one', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { at: '2026-03-31T23:59:59.999Z' });
    expect(acme.at('2026-03-31T23:59:59.999Z').usage('invoices').used).toBe(1);
    expect(
      acme.sent('Invoice Sent', { at: '2026-04-01T00:00:00Z' }).at('2026-04-01T00:00:00Z').usage('invoices').used,
    ).toBe(1);
  });

  it('takes late events of the month that still runs', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('Invoice Sent', { times: 2 })
      .sent('Invoice Sent', { at: '2026-03-01T00:00:00Z' });
    expect(acme.usage('invoices').used).toBe(3);
  });

  it('is not changed by late events of a month that is closed', () => {
    const acme = aWorld({ now: '2026-04-02T00:00:00Z' }).account('acme').sent('Invoice Sent', { times: 2 });
    const before = acme.state.meters;
    acme.sent('Invoice Sent', { at: '2026-03-31T23:59:59.999Z', times: 9 });
    expect(acme.state.meters).toEqual(before);
    expect(acme.fired).toEqual([]);
  });

  it('forgets a month that nobody looked at', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 9 }).at('2027-01-05T00:00:00Z');
    expect(acme.sent('Invoice Sent').usage('invoices').used).toBe(1);
  });
});

describe('a meter with another reset', () => {
  it.each([
    ['never', '2030-01-01T00:00:00Z', '2030-01-01T00:00:00Z', null],
    ['day', '2026-03-10T23:59:59.999Z', '2026-03-11T00:00:00Z', '2026-03-11T00:00:00.000Z'],
    ['week', '2026-03-15T23:59:59.999Z', '2026-03-16T00:00:00Z', '2026-03-16T00:00:00.000Z'],
  ] as const)('%s holds until then', (reset, stillAt, overAt, resetsAt) => {
    const acme = aWorld({ now, config: oneLimit({ limit: 10 }, reset) })
      .account('acme')
      .sent('Invoice Sent', { times: 3 });
    const before = acme.usage('invoices').resetsAt;
    expect(before === null ? null : toIso(before)).toBe(resetsAt);
    expect(acme.at(stillAt).usage('invoices').used).toBe(3);
    expect(acme.at(overAt).usage('invoices').used).toBe(reset === 'never' ? 3 : 0);
  });

  it('period follows the billing period, and the calendar month where nothing is billed', () => {
    const config = oneLimit({ limit: 10 }, 'period');
    const free = aWorld({ now, config }).account('acme').sent('Invoice Sent');
    expect(toIso(free.usage('invoices').resetsAt ?? free.state.since)).toBe('2026-04-01T00:00:00.000Z');
    const paid = aWorld({ now, config }).account('acme', { plan: 'free' }).sent('Invoice Sent', { times: 4 });
    expect(paid.at('2026-04-10T11:59:59.999Z').usage('invoices').used).toBe(4);
    expect(paid.at('2026-04-10T12:00:00.000Z').usage('invoices').used).toBe(0);
  });
});
