import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { aWorld, type AccountInWorld, time } from '../testing/world.ts';
import { isConsumable } from './meter.ts';

const now = '2026-03-10T12:00:00Z';

function consumes(account: AccountInWorld, meter: string, amount: number): AccountInWorld {
  account.fold({ kind: 'consume', id: `use_${meter}_${amount}`, at: time(now), meter, amount });
  return account;
}

describe('what is consumed', () => {
  it('fills a counted meter by its amount, beside the events that are sent', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 3 });
    expect(consumes(acme, 'invoices', 4).usage('invoices').used).toBe(7);
  });

  it('fills a summed meter by its amount', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 200 } });
    expect(consumes(acme, 'storage', 50).usage('storage').used).toBe(250);
  });

  it('fires the signals of the meter, and begins grace beyond its limit', () => {
    const acme = aWorld({ now }).account('acme');
    expect(consumes(acme, 'invoices', 8).active).toEqual(['usage.approaching']);
    expect(consumes(acme, 'invoices', 3).usage('invoices')).toMatchObject({ used: 11, state: 'blocked' });
    expect(acme.state.meters['invoices']?.overSince).toBe(time(now));
  });

  it('counts as activity of the account and of nobody in it', () => {
    const { state } = consumes(aWorld({ now }).account('acme'), 'invoices', 1);
    expect(state.events.all).toBe(1);
    expect(state.members).toEqual({});
  });

  it('changes no meter that the amount can not be added to, nor one that is no more', () => {
    const { program } = aWorld({ now, config: ledgerly() });
    expect([...program.catalog.meters.values()].filter((meter) => !isConsumable(meter)).map(({ id }) => id)).toEqual([
      'seats',
    ]);
    const acme = aWorld({ now }).account('acme');
    consumes(acme, 'seats', 3);
    expect(acme.usage('seats').used).toBe(0);
    expect(Object.keys(consumes(acme, 'gone', 3).state.meters)).not.toContain('gone');
  });
});
