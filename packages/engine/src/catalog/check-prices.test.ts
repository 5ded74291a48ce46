import { describe, expect, it } from 'vitest';
import { deskly } from '../testing/deskly.ts';
import { readConfig } from './read-config.ts';

function complaints(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const result = readConfig({ ...deskly(), ...changes });
  return result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`);
}

function priced(price: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { plans: [{ id: 'team', name: 'Team', prices: [{ interval: 'month', amount: 0, ...price }] }], addOns: [] };
}

function stepped(...ends: readonly (number | null)[]): Readonly<Record<string, unknown>> {
  const steps = ends.map((upTo) => ({ upTo, amount: 1 }));
  return priced({ tiers: { meter: 'calls', mode: 'volume', steps } });
}

function addOn(changes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { addOns: [{ id: 'more', name: 'More', prices: [{ interval: 'month', amount: 1 }], ...changes }] };
}

it('prices and add-ons that are in order are not complained about', () => {
  expect(complaints({})).toEqual([]);
});

describe('a price is told', () => {
  it.each([
    [
      priced({ perUnit: { meter: 'call', amount: 1 } }),
      'plans.0.prices.0.perUnit.meter: no meter "call"; there is "tickets", "calls", "storage", "seats"',
    ],
    [
      {
        ...priced({ perUnit: { meter: 'past', amount: 1 } }),
        meters: { past: { aggregate: 'history' } },
        features: {},
      },
      'plans.0.prices.0.perUnit.meter: "past" tells how far back can be seen, which nobody uses up: charge by another meter',
    ],
    [
      priced({
        perUnit: { meter: 'calls', amount: 1 },
        tiers: { meter: 'calls', mode: 'volume', steps: [{ upTo: null, amount: 1 }] },
      }),
      'plans.0.prices.0.tiers.meter: "calls" is charged per unit already; keep "perUnit" or "tiers", not both',
    ],
    [
      {
        ...priced({
          perUnit: { meter: 'seats', amount: 1 },
          tiers: { meter: 'people', mode: 'volume', steps: [{ upTo: null, amount: 1 }] },
        }),
        meters: { seats: { aggregate: 'members' }, people: { aggregate: 'members' } },
        features: {},
      },
      'plans.0.prices.0.tiers.meter: "people" counts members, as "seats" does, and seats are sold once; keep one of them',
    ],
    [stepped(10, 20), 'plans.0.prices.0.tiers.steps.1.upTo: expected null: the last step has no end'],
    [
      stepped(null, null),
      'plans.0.prices.0.tiers.steps.0.upTo: expected the last unit of this step; only the last has no end',
    ],
    [
      stepped(10, 10, null),
      'plans.0.prices.0.tiers.steps.1.upTo: expected more than 10, where the step before it ends',
    ],
    [
      priced({ perUnit: { meter: 'calls', amount: 0.5 } }),
      'plans.0.prices.0.perUnit.amount: expected a whole number of minor units (cents): 4900 is 49.00, got 0.5',
    ],
    [
      priced({ tiers: { meter: 'calls', mode: 'stairstep', steps: [{ upTo: null, amount: 1 }] } }),
      'plans.0.prices.0.tiers.mode: expected one of "graduated", "volume"',
    ],
    [
      priced({ tiers: { meter: 'calls', mode: 'volume', steps: [] } }),
      'plans.0.prices.0.tiers.steps: expected at least one step',
    ],
  ])('what is wrong with it (%#)', (changes, expected) => {
    expect(complaints(changes)).toEqual([expected]);
  });
});

describe('an add-on is told', () => {
  it.each([
    [
      { addOns: [...(deskly().addOns ?? []), ...(deskly().addOns ?? []).slice(0, 1)] },
      'addOns.3.id: a second add-on with the id "more-tickets"; ids are unique',
    ],
    [
      addOn({ entitlements: { ticket: { add: 1 } } }),
      'addOns.0.entitlements.ticket: no meter or feature "ticket"; there is "tickets", "calls", "storage", "seats", "reports", "sso", "support"',
    ],
    [
      addOn({ entitlements: { tickets: true } }),
      'addOns.0.entitlements.tickets: "tickets" is a meter: expected { "add": 100 }, what it adds to a plan\'s limit',
    ],
    [
      addOn({ entitlements: { sso: { add: 1 } } }),
      'addOns.0.entitlements.sso: "sso" is a feature: expected true or a text value; only a meter is added to',
    ],
    [
      addOn({ entitlements: { tickets: { add: 0 } } }),
      'addOns.0.entitlements.tickets.add: expected to add 1 unit or more',
    ],
    [addOn({ plans: ['gold'] }), 'addOns.0.plans.0: no plan "gold"; there is "free", "team", "scale"'],
    [
      addOn({
        prices: [
          { interval: 'month', amount: 1 },
          { interval: 'month', amount: 2 },
        ],
      }),
      'addOns.0.prices.1.interval: a second price per month; keep one',
    ],
  ])('what is wrong with it (%#)', (changes, expected) => {
    expect(complaints(changes)).toEqual([expected]);
  });
});
