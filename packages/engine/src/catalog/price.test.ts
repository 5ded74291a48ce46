import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPrices, type Charge, chargeFor, includedIn } from './price.ts';
import type { PriceConfig } from './price-schema.ts';

const METERS = new Map([
  ['calls', { label: 'API calls', aggregate: 'count' }],
  ['seats', { label: 'seats', aggregate: 'members' }],
]);

type Steps = NonNullable<PriceConfig['tiers']>['steps'];

function tiered(mode: Charge['mode'], steps: Steps): Charge {
  return only({ interval: 'month', amount: 0, tiers: { meter: 'calls', mode, steps } });
}

function only(price: PriceConfig): Charge {
  const built = buildPrices([price], METERS).get('month');
  const charge = built?.used[0] ?? built?.seats;
  if (charge == null) throw new TypeError('a price that charges by a meter');
  return charge;
}

describe('a charge', () => {
  it('is for seats, in advance, where its meter counts members, and else by use', () => {
    const both: PriceConfig = {
      interval: 'month',
      amount: 100,
      perUnit: { meter: 'seats', amount: 900, included: 5 },
      tiers: { meter: 'calls', mode: 'volume', steps: [{ upTo: null, amount: 1 }] },
    };
    const price = buildPrices([both], METERS).get('month');
    expect(price?.seats).toMatchObject({ meter: 'seats', label: 'seats' });
    expect(price?.used).toMatchObject([{ meter: 'calls', label: 'API calls' }]);
  });

  it('per unit leaves out what is included', () => {
    const charge = only({ interval: 'month', amount: 0, perUnit: { meter: 'seats', amount: 900, included: 5 } });
    expect([0, 1, 5, 6, 8].map((seats) => chargeFor(charge, seats))).toEqual([0, 0, 0, 900, 2_700]);
    expect(includedIn(charge)).toBe(5);
  });

  it('includes what its first steps give for nothing, and nothing where they cost something', () => {
    const steps = [
      { upTo: 3, amount: 0 },
      { upTo: 10, amount: 0 },
      { upTo: null, amount: 5 },
    ];
    expect(includedIn(tiered('graduated', steps))).toBe(10);
    expect(includedIn(tiered('graduated', [{ upTo: null, amount: 5 }]))).toBe(0);
    expect(includedIn(tiered('graduated', [{ upTo: null, amount: 0 }]))).toBe(0);
  });
});

/** Totals that vendors publish of graduated and volume tiers. */
describe('tiers cost what is published', () => {
  // docs.stripe.com/subscriptions/pricing-models/tiered-pricing: fonts at 7, 6.50 and 6 USD.
  const fonts = [
    { upTo: 5, amount: 700 },
    { upTo: 10, amount: 650 },
    { upTo: null, amount: 600 },
  ];
  // openmeterio/openmeter, billing/rating/service/rate, Apache-2.0, commit 7e57a39; the flat part of its tiers is a plan's own amount.
  const graduated = [
    { upTo: 10, amount: 0 },
    { upTo: 15, amount: 10 },
    { upTo: null, amount: 5 },
  ];
  const volume = [
    { upTo: 15, amount: 10 },
    { upTo: null, amount: 5 },
  ];
  // docs.useautumn.com/documentation/modelling-pricing/graduated-pricing, in tenths of a cent: 15,000 requests are 107 USD.
  const requests = [
    { upTo: 1_000, amount: 10 },
    { upTo: 10_000, amount: 8 },
    { upTo: null, amount: 5 },
  ];

  it.each([
    ['Stripe', 'volume', fonts, 1, 700],
    ['Stripe', 'volume', fonts, 5, 3_500],
    ['Stripe', 'volume', fonts, 6, 3_900],
    ['Stripe', 'volume', fonts, 20, 12_000],
    ['Stripe', 'volume', fonts, 25, 15_000],
    ['Stripe', 'graduated', fonts, 5, 3_500],
    ['Stripe', 'graduated', fonts, 6, 4_150],
    ['OpenMeter', 'graduated', graduated, 7, 0],
    ['OpenMeter', 'graduated', graduated, 12, 170 - 150],
    ['OpenMeter', 'graduated', graduated, 22, 235 - 150],
    ['OpenMeter', 'volume', volume, 14, 140],
    ['OpenMeter', 'volume', volume, 15, 150],
    ['OpenMeter', 'volume', volume, 16, 80],
    ['OpenMeter', 'volume', volume, 100, 500],
    ['Autumn', 'graduated', requests, 15_000, 107_000],
  ] as const)('by %s: %s %j, %i units are %i', (_vendor, mode, steps, quantity, total) => {
    expect(chargeFor(tiered(mode, [...steps]), quantity)).toBe(total);
  });
});

describe('what a quantity costs', () => {
  const rising = fc
    .uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 6 })
    .map((ends) => ends.toSorted((left, right) => left - right));
  const steps = fc
    .tuple(rising, fc.array(fc.nat(1_000), { minLength: 7, maxLength: 7 }))
    .map(([ends, amounts]): Steps => {
      const bounded = ends.map((upTo, index) => ({ upTo, amount: amounts[index] ?? 0 }));
      return [...bounded, { upTo: null, amount: amounts[ends.length] ?? 0 }];
    });

  it('is, graduated, what its units cost one by one', () => {
    fc.assert(
      fc.property(steps, fc.nat(500), (list, quantity) => {
        const unit = (place: number): number =>
          list.find(({ upTo }) => upTo === null || place <= upTo)?.amount ?? Number.NaN;
        const sum = Array.from({ length: quantity }, (_, index) => unit(index + 1)).reduce(
          (left, right) => left + right,
          0,
        );
        expect(chargeFor(tiered('graduated', list), quantity)).toBe(sum);
      }),
    );
  });

  it('never falls as more is used, where it is graduated', () => {
    fc.assert(
      fc.property(
        steps,
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (list, used, more) => {
          const charge = tiered('graduated', list);
          expect(chargeFor(charge, used + more)).toBeGreaterThanOrEqual(chargeFor(charge, used));
        },
      ),
    );
  });

  it('is rounded once, halves to the even neighbour', () => {
    const charge = tiered('graduated', [
      { upTo: 1, amount: 1 },
      { upTo: null, amount: 3 },
    ]);
    expect([0.5, 1.5, 1.1, 2.5].map((quantity) => chargeFor(charge, quantity))).toEqual([0, 2, 1, 6]);
  });

  it('is nothing for less than nothing, and a whole amount that adds up for anything an event may claim', () => {
    const charge = tiered('volume', [{ upTo: null, amount: 1_000_000_000_000 }]);
    expect(chargeFor(charge, -5)).toBe(0);
    expect(chargeFor(charge, Number.MAX_SAFE_INTEGER)).toBe(1_000_000_000_000);
  });
});
