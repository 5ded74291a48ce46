import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { readConfig } from './read-config.ts';

const free = {
  id: 'free',
  name: 'Free',
  prices: [{ interval: 'month', amount: 0 }],
};

const pro = { ...free, id: 'pro', name: 'Pro' };

/** The issues of an input, as `path: message`. */
function complaints(input: unknown): readonly string[] {
  const result = readConfig(input);
  return result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`);
}

describe('a config of catalog alone', () => {
  it('is enough: everything else has its default', () => {
    const result = readConfig({ product: { name: 'Ledgerly' }, plans: [free, pro] });
    expect(result).toMatchObject({
      ok: true,
      value: {
        product: { currency: 'USD', buyerRoles: ['owner', 'admin', 'billing'] },
        meters: {},
        features: {},
        guardrails: {
          perSession: 1,
          perAccountDays: 30,
          coolOffDays: 30,
          paused: false,
        },
        quoteHours: 24,
      },
    });
  });

  it('gives a limit 10% and 3 days of grace and leaves its thresholds to what it measures (S0.22, X1)', () => {
    const meters = { invoices: { event: 'Invoice Sent', aggregate: 'count' } };
    const result = readConfig({
      product: { name: 'L' },
      meters,
      plans: [{ ...free, entitlements: { invoices: { limit: 10 } } }],
    });
    expect(result).toMatchObject({
      value: {
        meters: { invoices: { reset: 'month' } },
        plans: [
          {
            entitlements: {
              invoices: {
                limit: 10,
                grace: { percent: 10, days: 3 },
              },
            },
          },
        ],
      },
    });
  });

  it('reads its own output again to the same', () => {
    const first = readConfig(ledgerly());
    expect(first.ok && readConfig(first.value)).toEqual(first);
  });
});

describe('a config with mistakes', () => {
  it('is answered with all of them at once, of shape, of reference and of spelling', () => {
    const issues = complaints({
      product: { nam: 'Ledgerly', currency: 'usd' },
      meters: {
        invoices: { aggregate: 'count' },
        'a b': { aggregate: 'members' },
      },
      plans: [
        {
          id: 'free',
          prices: [{ interval: 'week', amount: 1.5 }],
          entitlements: { invoices: { limit: -1 }, nothing: true },
        },
        { ...free, entitlement: {} },
      ],
      plays: [{ id: 'p', trigger: [] }],
      quoteHours: 'a day',
    });
    expect(issues).toEqual([
      'product.name: expected text, but it is missing',
      'product.currency: expected an ISO 4217 currency code in capitals, such as "USD"',
      'product.nam: unknown key; check its spelling, or remove it',
      'meters.invoices.event: expected text, but it is missing',
      'meters.a b: expected an id: letters, digits, ".", "_" and "-", at most 64, starting with a letter or digit',
      'plans.0.name: expected text, but it is missing',
      'plans.0.prices.0.interval: expected one of "month", "year"',
      'plans.0.prices.0.amount: expected a whole number of minor units (cents): 4900 is 49.00, got 1.5',
      'plans.0.entitlements.invoices.limit: expected a whole number of 0 or more, or null for unlimited',
      'plans.1.entitlement: unknown key; check its spelling, or remove it',
      'plays.0.trigger: expected at least one signal id: a play needs a signal from real use to start it (S1.57)',
      'quoteHours: expected a number, got the text "a day"',
      'plans.1.id: a second plan with the id "free"; ids are unique',
      'plans.0.entitlements.nothing: no meter or feature "nothing"; there is "invoices", "a b"',
    ]);
  });

  it.each([
    [null, 'expected an object, got null'],
    [[], 'expected an object, got a list'],
    ['config', 'expected an object, got the text "config"'],
    [7, 'expected an object, got 7'],
    [undefined, 'expected an object, but it is missing'],
  ])('is told what was expected instead of %j', (input, message) => {
    expect(complaints(input)).toEqual([`: ${message}`]);
  });

  it('is told which aggregates there are', () => {
    expect(
      complaints({
        product: { name: 'L' },
        meters: { calls: { aggregate: 'median' } },
        plans: [free, pro],
      }),
    ).toEqual([
      'meters.calls.aggregate: expected "aggregate" to be one of "count", "sum", "latest", "max", "unique", "members", "history"',
    ]);
  });

  it('is told what an entitlement may be', () => {
    const features = { reports: { name: 'Reports' } };
    expect(
      complaints({
        product: { name: 'L' },
        features,
        plans: [{ ...free, entitlements: { reports: 7 } }, pro],
      }),
    ).toEqual(['plans.0.entitlements.reports: expected true, false, a text value, or { "limit": 100 } for a meter']);
  });

  it('is told of a slip deep in a limit by its whole path', () => {
    const meters = { invoices: { event: 'Invoice Sent', aggregate: 'count' } };
    const entitlements = {
      invoices: { limit: 10, grace: { percent: 'ten' }, treshold: [80] },
    };
    expect(
      complaints({
        product: { name: 'L' },
        meters,
        plans: [{ ...free, entitlements }, pro],
      }),
    ).toEqual([
      'plans.0.entitlements.invoices.grace.percent: expected a number, got the text "ten"',
      'plans.0.entitlements.invoices.treshold: unknown key; check its spelling, or remove it',
    ]);
  });

  it('needs a plan, and a play needs a signal from real use (S1.57)', () => {
    expect(complaints({ product: { name: 'L' }, plans: [], plays: [{ id: 'p' }] })).toEqual([
      'plans: expected at least one plan',
      'plays.0.trigger: expected a list of signal ids: a play needs a signal from real use to start it (S1.57), but it is missing',
    ]);
  });

  it('never gets past the reader, and never breaks it, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (plans, meters, plays) => {
        for (const input of [
          plans,
          {
            product: { name: 'L' },
            plans,
            meters,
            plays,
            features: meters,
            signals: plays,
          },
        ]) {
          const result = readConfig(input);
          expect((result.ok ? [] : result.issues).filter((issue) => issue.message.length < 10)).toEqual([]);
        }
      }),
    );
  });
});
