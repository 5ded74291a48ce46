import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from '../kernel/scalar.ts';
import { deskly } from '../testing/deskly.ts';
import { type AccountInWorld, aWorld, compiled } from '../testing/world.ts';
import type { ConfigInput } from './config-schema.ts';
import { configWarnings } from './config-warnings.ts';
import { readConfig } from './read-config.ts';

/** The same value with the keys of every object in it in another order; lists stay as they are. */
function reordered(value: unknown, orders: readonly number[]): unknown {
  const next = [...orders];
  const visit = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(visit);
    if (!isObject(inner)) return inner;
    const keyed = Object.entries(inner).map(([key, each]) => ({ key, each: visit(each), place: next.pop() ?? 0 }));
    return Object.fromEntries(
      keyed.toSorted((left, right) => left.place - right.place).map(({ key, each }) => [key, each]),
    );
  };
  return visit(value);
}

const orders = fc.array(fc.nat(), { minLength: 300, maxLength: 300, size: 'max' });

function accountIn(config: ConfigInput): AccountInWorld {
  const acme = aWorld({ now: '2026-04-16T00:00:00Z', config }).account('acme');
  return acme
    .subscribed('scale', 'month', { seats: 8, addOns: ['more-tickets', 'sso'] })
    .sent('Ticket Answered', { times: 90 });
}

describe('the order in which the keys of a config are written', () => {
  const written = deskly({
    milestones: { first: { event: 'Ticket Answered' }, second: { event: 'Report Opened', plan: 'team' } },
  });
  const { catalog } = compiled(written);
  const expected = accountIn(written);
  const names = [...catalog.meters.keys(), ...catalog.features.keys()];

  it('changes no price, no entitlement and no warning', () => {
    const changes = fc.record(
      {
        plan: fc.constantFrom('free', 'team'),
        seats: fc.integer({ min: 1, max: 20 }),
        addOns: fc.subarray(['more-tickets', 'sso']),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(orders, changes, (order, change) => {
        const config = reordered(written, order) as ConfigInput;
        const acme = accountIn(config);
        expect(acme.quote(change)).toEqual(expected.quote(change));
        expect(names.map((name) => acme.check(name))).toEqual(names.map((name) => expected.check(name)));
        expect(configWarnings(compiled(config).catalog)).toEqual(configWarnings(catalog));
      }),
      { numRuns: 60 },
    );
  });

  it('changes nothing of what is wrong with it but the order in which that is said', () => {
    const broken = {
      ...written,
      plans: written.plans.map((plan) => ({ ...plan, entitlements: { ticket: { limit: 1 }, calls: true } })),
    };
    const told = (config: unknown): readonly string[] => {
      const result = readConfig(config);
      return result.ok ? [] : result.issues.map(({ path }) => path).toSorted();
    };
    fc.assert(
      fc.property(orders, (order) => {
        expect(told(reordered(broken, order))).toEqual(told(broken));
      }),
      { numRuns: 60 },
    );
  });
});
