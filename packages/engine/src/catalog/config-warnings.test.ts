import { describe, expect, it } from 'vitest';
import { deskly } from '../testing/deskly.ts';
import { compiled } from '../testing/world.ts';
import type { ConfigInput } from './config-schema.ts';
import { configWarnings } from './config-warnings.ts';

type Plans = ConfigInput['plans'];

function warnings(changes: Partial<ConfigInput> = {}): readonly string[] {
  return configWarnings(compiled(deskly(changes)).catalog).map(
    ({ path, rule, message }) => `${path} ${rule}: ${message}`,
  );
}

/** Plans at these monthly amounts, each of which limits every meter; all but the first grant reports. */
function ladder(...amounts: readonly number[]): Plans {
  const limits = { calls: { limit: 1 }, storage: { limit: 1 }, seats: { limit: 2 } };
  return amounts.map((amount, rank) => ({
    id: `plan-${rank}`,
    name: `Plan ${rank}`,
    prices: [{ interval: 'month', amount }],
    entitlements: { ...limits, tickets: { limit: (rank + 1) * 10 }, reports: rank > 0 },
  }));
}

const bare: Partial<ConfigInput> = {
  features: { reports: { name: 'Reports', useEvents: ['Report Opened'] } },
  addOns: [],
};

describe('a catalog as the documents advise', () => {
  it('is warned of nothing', () => {
    expect(warnings({ ...bare, plans: ladder(0, 1_000, 3_000, 9_000) })).toEqual([]);
  });
});

describe('a catalog is warned of', () => {
  it.each([
    [1, 'plans ladder.plan-count: 1 plan; 3 or 4 are easiest to choose from: add one that the others make look right'],
    [2, 'plans ladder.plan-count: 2 plans; 3 or 4 are easiest to choose from: add one that the others make look right'],
    [5, 'plans ladder.plan-count: 5 plans; 3 or 4 are easiest to choose from: fold those together that few choose'],
  ])('%i plans (S2.9)', (count, expected) => {
    const amounts = Array.from({ length: count }, (_, rank) => 1_000 * 2 ** rank);
    expect(warnings({ ...bare, plans: ladder(...amounts) })).toEqual([expected]);
  });

  it('a plan that costs more than three times the one below it, as a month costs with what it starts with (S2.57)', () => {
    expect(warnings({ ...bare, plans: ladder(0, 1_000, 3_001) })).toEqual([
      'plans.2.prices ladder.price-jump: Plan 2 costs 3.1 times as much as Plan 1; offer a plan or an add-on in between, so that a step is at most 3 times the last',
    ]);
  });

  it('prices that nothing grows by (S2.13)', () => {
    const plans = ladder(0, 1_000, 2_000).map(({ id, name, prices }, rank) => ({
      id,
      name,
      prices,
      entitlements: { reports: rank > 0 },
    }));
    expect(warnings({ ...bare, meters: {}, plans })).toEqual([
      'plans ladder.no-usage: nothing that is sold grows with use; limit a meter by plan, or charge by one with "perUnit" or "tiers"',
    ]);
  });

  it('too few or too many milestones for a plan, where any are declared (S2.1)', () => {
    const list = [
      'plan-0',
      'plan-1',
      'plan-1',
      'plan-1',
      'plan-1',
      'plan-1',
      undefined,
      undefined,
      undefined,
      undefined,
    ];
    const milestones = Object.fromEntries(
      list.map((plan, index) => [`m${index}`, { event: 'Ticket Answered', ...(plan === undefined ? {} : { plan }) }]),
    );
    expect(warnings({ ...bare, plans: ladder(0, 1_000, 2_000), milestones })).toEqual([
      'plans.1 ladder.milestones: Plan 1 has 9 milestones of value; map 5 to 8 for each plan, naming it under "plan"',
      'plans.2 ladder.milestones: Plan 2 has 4 milestones of value; map 5 to 8 for each plan, naming it under "plan"',
    ]);
  });

  it('features that no plan tells apart, and those of which no event tells', () => {
    const features = {
      reports: { name: 'Reports' },
      all: { name: 'All' },
      none: { name: 'None' },
      ledger: { name: 'Ledger', integration: true },
    };
    const plans = ladder(0, 1_000, 2_000).map((plan, rank) => ({
      ...plan,
      entitlements: { ...plan.entitlements, all: true, ledger: rank > 1 },
    }));
    expect(warnings({ features, addOns: [], plans })).toEqual([
      'features.all ladder.same-feature: every plan grants it alike, so that it gives nobody a reason to choose one; grant it from some plan on, or remove it',
      'features.none ladder.same-feature: no plan grants it, so that it gives nobody a reason to choose one; grant it from some plan on, or remove it',
      'features.reports catalog.unnamed-event: no event tells when it is opened or used; name them under "gateEvent" and "useEvents"',
    ]);
  });

  it('meters that nothing limits or charges by', () => {
    const meters = { ...deskly().meters, idle: { aggregate: 'history' as const } };
    expect(warnings({ ...bare, meters, plans: ladder(0, 1_000, 2_000) })).toEqual([
      'meters.idle ladder.unlimited-meter: no plan limits it and no price charges by it; give the plans a limit, or remove it',
    ]);
  });

  it('bundles: what grants several things, or says that it does (S4.9)', () => {
    const prices = [{ interval: 'month' as const, amount: 100 }];
    const both = { tickets: { add: 1 }, reports: true } as const;
    const addOns = [
      { id: 'two', name: 'Two', prices, entitlements: both },
      { id: 'said', name: 'Said', prices, entitlements: { reports: true as const }, bundle: true },
      { id: 'denied', name: 'Denied', prices, entitlements: both, bundle: false },
    ];
    expect(warnings({ ...bare, plans: ladder(0, 1_000, 2_000), addOns })).toEqual([
      'addOns.0 catalog.bundle: Two sells several things under one price; sell its parts one by one as well, so that it shows what each is worth',
      'addOns.1 catalog.bundle: Said sells several things under one price; sell its parts one by one as well, so that it shows what each is worth',
    ]);
  });
});
