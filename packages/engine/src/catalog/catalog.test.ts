import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { compiled } from '../testing/world.ts';
import type { Catalog, Plan } from './catalog.ts';
import { PRESET_NAMES } from './presets.ts';
import { monthlyAmount, type Terms } from './terms.ts';

function planIn({ planById }: Catalog, id: string): Plan {
  const plan = planById.get(id);
  if (plan === undefined) throw new TypeError(`a plan ${id}`);
  return plan;
}

describe('a catalog', () => {
  const { catalog } = compiled(ledgerly());

  it('orders plans as listed, and puts accounts on the first one', () => {
    expect(catalog.plans.map((plan) => [plan.id, plan.rank])).toEqual([
      ['free', 0],
      ['pro', 1],
      ['business', 2],
    ]);
    expect(catalog.defaultPlan.id).toBe('free');
    expect(compiled(ledgerly({ defaultPlan: 'pro' })).catalog.defaultPlan.id).toBe('pro');
  });

  it('keeps limits and grants apart', () => {
    const free = planIn(catalog, 'free');
    expect([...free.limits.keys()]).toEqual(['invoices', 'storage', 'seats']);
    expect([...free.grants]).toEqual([['reports', false]]);
  });

  it('calls a meter by its name, or by its id where it has none', () => {
    expect([...catalog.meters.values()].map((meter) => meter.label)).toEqual(['invoices', 'bytes of storage', 'seats']);
  });

  it('finds the meters that an event feeds, two of them where two count it', () => {
    const both = compiled(
      ledgerly({
        meters: {
          invoices: { event: 'Invoice Sent', aggregate: 'count' },
          amount: {
            event: 'Invoice Sent',
            aggregate: 'sum',
            property: 'amount',
          },
          seats: { aggregate: 'members' },
          storage: { aggregate: 'members' },
        },
      }),
    );
    expect(both.catalog.meanings.get('Invoice Sent')?.meters.map((meter) => meter.id)).toEqual(['invoices', 'amount']);
    expect([...both.catalog.meanings.values()].filter((meaning) => meaning.meters.length > 0)).toHaveLength(1);
  });

  it('has every preset as a signal under its own name, and a play for limits first, where a config names none', () => {
    expect(catalog.signals.map((signal) => signal.id)).toEqual(PRESET_NAMES);
    expect(catalog.signals).toHaveLength(34);
    expect(catalog.plays[0]).toMatchObject({
      id: 'outgrowing-limit',
      trigger: ['usage.approaching', 'usage.critical', 'usage.reached'],
    });
  });

  it('lets the default play listen to the signals that a config names', () => {
    const named = compiled(
      ledgerly({
        signals: { full: { preset: 'usage.reached', meters: ['seats'] } },
      }),
    ).catalog;
    expect(named.plays.map((play) => play.trigger)).toEqual([['full']]);
    expect(named.signals).toEqual([
      { id: 'full', preset: 'usage.reached', priority: 'urgent', params: { meters: ['seats'] } },
    ]);
  });

  it('has no play where a config says that there is none', () => {
    expect(compiled(ledgerly({ plays: [] })).catalog.plays).toEqual([]);
  });
});

describe('what a plan costs per month', () => {
  const prices = (
    ...list: readonly {
      readonly interval: 'month' | 'year';
      readonly amount: number;
    }[]
  ): Plan =>
    planIn(
      compiled({
        product: { name: 'L' },
        plans: [
          { id: 'p', name: 'P', prices: list },
          { id: 'q', name: 'Q', prices: list },
        ],
      }).catalog,
      'p',
    );

  const by = (interval: Terms['interval'], plan: Plan): Terms => ({ plan, interval, seats: null, addOns: [] });

  it('is its monthly price, and a twelfth of the yearly one for who pays by the year', () => {
    const plan = prices({ interval: 'month', amount: 4_900 }, { interval: 'year', amount: 49_000 });
    expect(monthlyAmount(by('month', plan))).toBe(4_900);
    expect(monthlyAmount(by('year', plan))).toBe(4_083);
  });

  it('is what the other interval comes to where it is sold by that alone', () => {
    expect(monthlyAmount(by('month', prices({ interval: 'year', amount: 1_200 })))).toBe(100);
    expect(monthlyAmount(by('year', prices({ interval: 'month', amount: 100 })))).toBe(100);
  });
});
