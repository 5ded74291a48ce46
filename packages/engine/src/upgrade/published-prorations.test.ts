import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { billingPeriod, addIntervals } from '../kernel/calendar.ts';
import { toIso } from '../kernel/instant.ts';
import { type AccountInWorld, aWorld, time } from '../testing/world.ts';

/**
 * Numbers that billing vendors publish of their own rules, where the rule is the same as ours: the rest of the period, by time, one
 * line of credit and one of charge. Lago subtracts the whole amount invoiced before, and Chargebee credits a step down at once; ours
 * waits for the period's end, so those of their examples are not here.
 */

function twoPlans(oldPrice: number, newPrice: number): ConfigInput {
  return {
    product: { name: 'Published' },
    plans: [
      {
        id: 'old',
        name: 'Old',
        prices: [{ interval: 'month', amount: oldPrice }],
      },
      {
        id: 'new',
        name: 'New',
        prices: [{ interval: 'month', amount: newPrice }],
      },
    ],
  };
}

function onOldPlan(from: string, prices: readonly [number, number]): AccountInWorld {
  return aWorld({ now: from, config: twoPlans(...prices) }).account('acme', {
    plan: 'old',
  });
}

describe('an upgrade within the period', () => {
  it.each([
    // https://docs.stripe.com/billing/subscriptions/prorations
    {
      vendor: 'Stripe',
      from: '2026-04-01',
      on: '2026-04-16',
      prices: [1_000, 2_000],
      credit: -500,
      charge: 1_000,
      net: 500,
    },
    // https://docs.useautumn.com/documentation/modelling-pricing/proration
    {
      vendor: 'Autumn',
      from: '2026-04-01',
      on: '2026-04-16',
      prices: [2_000, 5_000],
      credit: -1_000,
      charge: 2_500,
      net: 1_500,
    },
    // https://docs.datacake.de/portal/billing/unused-time-and-remaining-time-in-invoices-prorations
    {
      vendor: 'Datacake',
      from: '2026-04-01',
      on: '2026-04-16',
      prices: [100, 300],
      credit: -50,
      charge: 150,
      net: 100,
    },
    // https://support.chargebee.com/support/solutions/articles/15293-pro-ration-logic-in-subscriptions
    {
      vendor: 'Chargebee',
      from: '2026-11-01',
      on: '2026-11-16',
      prices: [3_000, 10_000],
      credit: -1_500,
      charge: 5_000,
      net: 3_500,
    },
    // https://support.chargebee.com/support/discussions/topics/40893
    {
      vendor: 'Chargebee, silver to gold',
      from: '2026-04-01',
      on: '2026-04-05',
      prices: [1_500, 3_000],
      credit: -1_300,
      charge: 2_600,
      net: 1_300,
    },
    // https://changelog.baremetrics.com/api---proration-charge-fixes-ymQbm
    {
      vendor: 'Baremetrics',
      from: '2026-04-01',
      on: '2026-04-08T12:00:00Z',
      prices: [1_200, 2_400],
      credit: -900,
      charge: 1_800,
      net: 900,
    },
  ] as const)('costs what $vendor says: $credit + $charge = $net', ({ from, on, prices, credit, charge, net }) => {
    const quote = onOldPlan(from, prices).at(on).price({ plan: 'new' });
    expect(quote.lines.map((line) => line.amount)).toEqual([credit, charge]);
    expect(quote.dueNow).toBe(net);
  });
});

/** github.com/killbill/killbill, invoice/src/test: TestInvoiceDateUtils, Apache-2.0, commit cb60779. */
describe('Kill Bill’s table', () => {
  it.each([
    ['2023-05-23', '2023-06-15', 0.741935484],
    ['2023-06-23', '2023-07-15', 0.733333333],
    ['2023-02-23', '2023-03-15', 0.714285714],
    ['2024-02-23', '2024-03-15', 0.724137931],
  ])('of a period from %s has used %s as the share %d of its own days', (from, on, used) => {
    const price = 1_000_000_000;
    const quote = onOldPlan(from, [price, price * 2])
      .at(on)
      .price({ plan: 'new' });
    const credit = quote.lines[0]?.amount ?? 0;
    expect(price + credit).toBe(Math.round(used * price));
  });

  it('advances and recedes by months as ours does', () => {
    const forth = [0, 1, 2, 3, 4, 5, 6, 7].map((count) => addIntervals(time('2016-04-08'), 'month', count));
    const back = [7, 6, 5, 4, 3, 2, 1, 0].map((count) => addIntervals(time('2016-11-08'), 'month', -count));
    expect(forth.map((at) => toIso(at).slice(0, 10))).toEqual([
      '2016-04-08',
      '2016-05-08',
      '2016-06-08',
      '2016-07-08',
      '2016-08-08',
      '2016-09-08',
      '2016-10-08',
      '2016-11-08',
    ]);
    expect(back).toEqual(forth);
  });

  it.each([
    ['2012-09-15', 1],
    ['2012-09-16', 2],
    ['2012-09-17', 2],
  ])('counts whole months from 16 July 2012 to %s: %i', (end, whole) => {
    const anchor = time('2012-07-16');
    expect(billingPeriod(anchor, 'month', time(end)).start).toBe(addIntervals(anchor, 'month', whole));
  });
});
