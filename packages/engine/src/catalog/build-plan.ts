import type { AddOn, BilledMeter, Limit, Meter, Plan } from './catalog.ts';
import { limitSchema, type PlanConfig } from './config-schema.ts';
import { buildPrices, type Price } from './price.ts';
import type { AddOnConfig } from './price-schema.ts';

type Meters = ReadonlyMap<string, Meter>;

/** Builds one rung of the ladder. */
export function buildPlan(plan: PlanConfig, rank: number, meters: Meters): Plan {
  const limits = new Map<string, Limit>();
  const grants = new Map<string, boolean | string>();
  for (const [id, entitlement] of Object.entries(plan.entitlements)) {
    if (typeof entitlement !== 'object') grants.set(id, entitlement);
    else limits.set(id, { ...entitlement, thresholds: entitlement.thresholds ?? defaultThresholds(meters.get(id)) });
  }
  const prices = buildPrices(plan.prices, meters);
  const soldSeats = [...prices.values()].flatMap(({ seats }) => (seats === null ? [] : [seats.meter]));
  // Seats that are bought are a limit with the usual grace, whether the plan names one or not.
  for (const meter of soldSeats) {
    if (!limits.has(meter))
      limits.set(meter, { ...limitSchema.parse({ limit: null }), thresholds: defaultThresholds() });
  }
  const grantsOneSeat = [...limits].some(([id, { limit }]) => limit === 1 && meters.get(id)?.aggregate === 'members');
  return {
    id: plan.id,
    name: plan.name,
    rank,
    prices,
    limits,
    grants,
    isIndividual: plan.individual ?? (grantsOneSeat && soldSeats.length === 0),
  };
}

/** X1: 80% and 95%, for API calls 90%. */
function defaultThresholds(meter?: Meter): readonly number[] {
  return meter?.dimension === 'api' ? [90] : [80, 95];
}

/** Builds something that can be bought beside a plan. */
export function buildAddOn(addOn: AddOnConfig, meters: Meters): AddOn {
  const adds = new Map<string, number>();
  const grants = new Map<string, true | string>();
  for (const [id, added] of Object.entries(addOn.entitlements)) {
    if (typeof added === 'object') adds.set(id, added.add);
    else grants.set(id, added);
  }
  return {
    id: addOn.id,
    name: addOn.name,
    prices: buildPrices(addOn.prices, meters),
    adds,
    grants,
    plans: addOn.plans === undefined ? null : new Set(addOn.plans),
    isBundle: addOn.bundle ?? adds.size + grants.size > 1,
  };
}

/** What is counted for invoices: one that never resets needs no count of its own, it is charged by what it stands at. */
export function buildBilled(
  sold: readonly { readonly prices: ReadonlyMap<string, Price> }[],
  meters: Meters,
): ReadonlyMap<string, BilledMeter> {
  const charged = new Set(
    sold.flatMap(({ prices }) => [...prices.values()].flatMap(({ used }) => used.map(({ meter }) => meter))),
  );
  const billed = new Map<string, BilledMeter>();
  for (const id of charged) {
    const meter = meters.get(id);
    if (meter === undefined || meter.aggregate === 'members' || meter.aggregate === 'history') continue;
    if (meter.reset === 'never') continue;
    // No meter's id has an "@": what is counted for an invoice is kept beside the meters under names of its own.
    const current: Meter = { ...meter, id: `${id}@period`, reset: 'never' };
    billed.set(id, { id, current, next: { ...current, id: `${id}@next` } });
  }
  return billed;
}
