import { add, type MinorUnits, minorUnits, scale } from '../kernel/money.ts';
import type { AddOn, Catalog, Limit, Plan } from './catalog.ts';
import type { BillingInterval } from './config-schema.ts';
import { type Charge, chargeFor, includedIn, type Price } from './price.ts';

/** What an account has bought, or may buy: a plan by an interval, so many seats, and what is bought beside it. */
export interface Terms {
  readonly plan: Plan;
  readonly interval: BillingInterval;
  /** The seats that were asked for; null: as many as the plan starts with. */
  readonly seats: number | null;
  readonly addOns: readonly AddOn[];
}

/** Looks something up by its id; a `Map` is one. */
export interface Lookup<Value> {
  get(id: string): Value | undefined;
}

/** What terms grant, all together. A plan is what it grants by itself. */
export interface Granted {
  /** Limits by meter; a meter that isn't here is unlimited. */
  readonly limits: Lookup<Limit>;
  /** Grants by feature; a feature that isn't here isn't granted. */
  readonly grants: Lookup<boolean | string>;
}

/**
 * Everything that terms grant. Costs nothing for a plan alone, and otherwise one look-up more per add-on when it is asked, however
 * large the catalog.
 */
export function grantedBy(terms: Terms): Granted {
  const { plan, addOns } = terms;
  const seats = seatsOf(terms);
  if (addOns.length === 0 && seats === null) return plan;
  const bought = plan.prices.get(terms.interval)?.seats?.meter;
  return {
    limits: {
      get: (meter) => {
        const limit = plan.limits.get(meter);
        if (limit === undefined) return undefined;
        const base = meter === bought ? seats : limit.limit;
        if (base === null) return limit;
        return { ...limit, limit: addOns.reduce((sum, addOn) => sum + (addOn.adds.get(meter) ?? 0), base) };
      },
    },
    grants: { get: (feature) => grantOf(terms, feature) },
  };
}

/** An add-on's own value stands over the plan's; one that only grants a feature leaves the plan's value as it is. */
function grantOf({ plan, addOns }: Terms, feature: string): boolean | string | undefined {
  return addOns.reduce<boolean | string | undefined>((had, addOn) => {
    const grant = addOn.grants.get(feature);
    if (grant === undefined) return had;
    return grant === true && typeof had === 'string' ? had : grant;
  }, plan.grants.get(feature));
}

/** How many seats terms give: those asked for, at least the included ones. null where the plan sells none by this interval. */
export function seatsOf({ plan, interval, seats }: Terms): number | null {
  const charge = plan.prices.get(interval)?.seats ?? null;
  if (charge === null) return null;
  const included = includedIn(charge);
  const initial = included > 0 ? included : (plan.limits.get(charge.meter)?.limit ?? 1);
  return Math.max(seats ?? initial, included);
}

/** Add-ons by their ids, each once, in the order of the catalog: the order in which they were bought makes no difference. */
export function addOnsIn(catalog: Catalog, ids: readonly string[]): readonly AddOn[] {
  return ids.length === 0 ? [] : catalog.addOns.filter((addOn) => ids.includes(addOn.id));
}

/** Whether an add-on can be bought on a plan. */
export function isSoldOn(addOn: AddOn, plan: Plan): boolean {
  return addOn.plans === null || addOn.plans.has(plan.id);
}

/** The same on another plan or interval: seats and add-ons that aren't sold there are let go. */
export function settle({ plan, interval, seats, addOns }: Terms): Terms {
  const sellsSeats = plan.prices.get(interval)?.seats != null;
  return {
    plan,
    interval,
    seats: sellsSeats ? seats : null,
    addOns: addOns.filter((addOn) => isSoldOn(addOn, plan) && addOn.prices.has(interval)),
  };
}

/** One thing that is paid for by the period, in advance. */
export interface Part {
  /** Parts of two terms with the same key and amount are the same part. */
  readonly key: string;
  readonly name: string;
  readonly amount: MinorUnits;
}

/** What terms cost per interval, part by part; what is free has no part. */
export function partsOf(terms: Terms): readonly Part[] {
  return soldBy(terms).flatMap(({ key, name, prices }) => {
    const price = prices.get(terms.interval);
    if (price === undefined) return [];
    const parts: Part[] = [{ key, name, amount: price.amount }];
    if (price.seats !== null) {
      const seats = seatsCharged(terms, price.seats);
      const of = `${name} ${price.seats.label}`;
      parts.push({ key: `${key}:seats:${seats}`, name: `${of} × ${seats}`, amount: chargeFor(price.seats, seats) });
    }
    return parts.filter((part) => part.amount > 0);
  });
}

/** What recurs each interval, as far as it is known in advance. */
export function recurringAmount(terms: Terms): MinorUnits {
  return add(...partsOf(terms).map((part) => part.amount));
}

/**
 * What recurs each month: of a yearly price a twelfth, rounded once over all of them. What isn't sold by the interval counts at the
 * price of the other.
 */
export function monthlyAmount(terms: Terms): MinorUnits {
  const totals = { month: minorUnits(0), year: minorUnits(0) };
  for (const { prices } of soldBy(terms)) {
    const price = prices.get(terms.interval) ?? [...prices.values()][0];
    if (price === undefined) continue;
    const seats = price.seats === null ? minorUnits(0) : chargeFor(price.seats, seatsCharged(terms, price.seats));
    totals[price.interval] = add(totals[price.interval], price.amount, seats);
  }
  return add(totals.month, scale(totals.year, 1, 12));
}

/** What is charged by use, and whose price it is. */
export function chargesByUse(terms: Terms): readonly { readonly name: string; readonly charge: Charge }[] {
  return soldBy(terms).flatMap(({ name, prices }) =>
    (prices.get(terms.interval)?.used ?? []).map((charge) => ({ name, charge })),
  );
}

/** The interval by which a plan is sold to whoever pays by another: the same where there is one. */
export function intervalOf(plan: Plan, wanted: BillingInterval): BillingInterval {
  if (plan.prices.has(wanted)) return wanted;
  return plan.prices.has('month') ? 'month' : 'year';
}

function soldBy({ plan, addOns }: Terms): readonly {
  readonly key: string;
  readonly name: string;
  readonly prices: ReadonlyMap<BillingInterval, Price>;
}[] {
  return [
    { key: `plan:${plan.id}`, name: plan.name, prices: plan.prices },
    ...addOns.map(({ id, name, prices }) => ({ key: `addOn:${id}`, name, prices })),
  ];
}

/** An add-on that is paid by the seat counts those that its plan sells, else those that it has. */
function seatsCharged(terms: Terms, charge: Charge): number {
  return seatsOf(terms) ?? terms.seats ?? terms.plan.limits.get(charge.meter)?.limit ?? 1;
}
