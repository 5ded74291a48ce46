import {
  type Account,
  compile,
  type ConfigInput,
  type Instant,
  newAccount,
  type Program,
} from '../../packages/engine/src/index.ts';

/** A catalog of some size: features that one plan after the other grants, metered limits on each plan, add-ons. */
export interface CatalogSize {
  readonly features: number;
  readonly meters: number;
  readonly plans: number;
}

export const NOW = Date.UTC(2026, 3, 10) as Instant;

export const FEATURE = 'feature-7';
export const METER = 'meter-3';

/** The config of a catalog that size. */
export function configOf({ features, meters, plans }: CatalogSize): ConfigInput {
  const names = (count: number, prefix: string): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  const featureIds = names(features, 'feature');
  const meterIds = names(meters, 'meter');
  return {
    product: { name: 'Bench' },
    meters: Object.fromEntries(meterIds.map((id) => [id, { event: `Used ${id}`, aggregate: 'count' as const }])),
    features: Object.fromEntries(
      featureIds.map((id, index) => [
        id,
        { name: id, gateEvent: `Opened ${id}`, adjacentTo: [`feature-${index >> 1}`] },
      ]),
    ),
    plans: names(plans, 'plan').map((id, rank) => ({
      id,
      name: id,
      prices: [{ interval: 'month' as const, amount: rank * 1_000 }],
      entitlements: {
        ...Object.fromEntries(featureIds.map((feature, index) => [feature, index % plans <= rank])),
        ...Object.fromEntries(meterIds.map((meter) => [meter, { limit: (rank + 1) * 100 }])),
      },
    })),
    addOns: names(10, 'add-on').map((id, index) => ({
      id,
      name: id,
      prices: [{ interval: 'month' as const, amount: 500 }],
      entitlements: { [`meter-${index % meters}`]: { add: 50 }, [`feature-${index % features}`]: true as const },
    })),
  };
}

/** The same, compiled. */
export function programOf(size: CatalogSize): Program {
  const compiled = compile(configOf(size));
  if (!compiled.ok) throw new Error(`the benchmark's config does not compile: ${JSON.stringify(compiled.issues)}`);
  return compiled.value;
}

/** An account on the second plan, with so many add-ons. */
export function accountWith(addOns: number): Account {
  return {
    ...newAccount('acme', NOW),
    subscription: {
      plan: 'plan-1',
      interval: 'month',
      seats: null,
      ...(addOns === 0 ? {} : { addOns: Array.from({ length: addOns }, (_, index) => `add-on-${index}`) }),
      startedAt: NOW,
      renewsAt: Date.UTC(2026, 4, 10) as Instant,
      billedBy: 'kairos',
      pending: null,
    },
  };
}
