import type { Catalog } from './catalog.ts';
import type { BillingInterval } from './config-schema.ts';
import { addOnsIn, chargesByUse, intervalOf, isSoldOn, recurringAmount, seatsOf, settle, type Terms } from './terms.ts';

/** The change that somebody asks the price of; what isn't named stays. */
export interface Change {
  readonly plan?: string | undefined;
  readonly interval?: BillingInterval | undefined;
  /** All the seats that are wanted, not only those more. */
  readonly seats?: number | undefined;
  /** All the add-ons that are wanted, those that the account has already among them. */
  readonly addOns?: readonly string[] | undefined;
}

/** Why there is nothing to quote: an answer, not a fault. */
export interface QuoteRefusal {
  readonly code: 'unknown-plan' | 'unknown-add-on' | 'not-sold' | 'no-price' | 'no-change';
  readonly path: string;
  readonly message: string;
}

/** Terms that a change leads to, or why it leads nowhere. */
export type AskedTerms =
  | { readonly ok: true; readonly terms: Terms }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

/** What a change makes of the terms that an account has: everything that it names must be for sale there. */
export function askedTerms(catalog: Catalog, held: Terms, change: Change): AskedTerms {
  const plan = catalog.planById.get(change.plan ?? held.plan.id);
  if (plan === undefined) {
    return refuse('unknown-plan', 'change.plan', `no plan "${change.plan}"; there is ${listed(catalog.plans)}`);
  }
  const interval = change.interval ?? intervalOf(plan, held.interval);
  if (!plan.prices.has(interval)) {
    return refuse('no-price', 'change.interval', `${plan.name} has no price per ${interval}; ${soldPer(plan)}`);
  }
  if (change.seats !== undefined && plan.prices.get(interval)?.seats === null) {
    return refuse('not-sold', 'change.seats', `${plan.name} sells no seats per ${interval}; its plan has those it has`);
  }
  const kept = { ...held, plan, interval, addOns: held.addOns.filter((addOn) => isSoldOn(addOn, plan)) };
  const unpriced = change.addOns === undefined ? kept.addOns.find((addOn) => !addOn.prices.has(interval)) : undefined;
  if (unpriced !== undefined) {
    const way = `name in "addOns" those to keep`;
    return refuse(
      'no-price',
      'change.interval',
      `${unpriced.name} has no price per ${interval}; ${soldPer(unpriced)}: ${way}`,
    );
  }
  const refusal = (change.addOns ?? []).map((id, index) => refuseAddOn(catalog, { plan, interval }, id, index));
  const first = refusal.find((each) => each !== null);
  if (first != null) return { ok: false, refusal: first };
  return { ok: true, terms: applyChange(catalog, settle(kept), change) };
}

/** Puts what a change names in place of what terms have; what isn't sold there is let go. */
export function applyChange(catalog: Catalog, terms: Terms, { seats, addOns }: Change): Terms {
  return settle({
    ...terms,
    seats: seats ?? terms.seats,
    addOns: addOns === undefined ? terms.addOns : addOnsIn(catalog, addOns),
  });
}

/** Whether two terms are the same to buy. */
export function areSame(left: Terms, right: Terms): boolean {
  return (
    left.plan === right.plan &&
    left.interval === right.interval &&
    seatsOf(left) === seatsOf(right) &&
    left.addOns.length === right.addOns.length &&
    left.addOns.every((addOn, index) => addOn === right.addOns[index])
  );
}

/** Down the ladder, from a year to a month, or to a lower price: nobody is charged for it, and what was paid for is kept. */
export function isStepDown(from: Terms, to: Terms): boolean {
  const before = recurringAmount(from);
  if (before === 0) return false;
  if (to.plan.rank < from.plan.rank || (from.interval === 'year' && to.interval === 'month')) return true;
  return from.interval === to.interval && recurringAmount(to) < before;
}

/** Whether an account stays on its plan: by the same interval, or by any where nothing is charged. */
export function isSamePlan(from: Terms, to: Terms): boolean {
  const isFree = recurringAmount(to) === 0 && chargesByUse(to).length === 0;
  return to.plan === from.plan && (to.interval === from.interval || isFree);
}

/** What of a change on the same plan is more than what is had: it begins now, and the rest when the period ends. */
export function withMore(catalog: Catalog, held: Terms, asked: Terms): Terms {
  const isMore = (seatsOf(asked) ?? 0) > (seatsOf(held) ?? 0);
  const addOns = [...held.addOns, ...asked.addOns].map((addOn) => addOn.id);
  return { ...held, seats: isMore ? asked.seats : held.seats, addOns: addOnsIn(catalog, addOns) };
}

function refuseAddOn(
  catalog: Catalog,
  { plan, interval }: Pick<Terms, 'plan' | 'interval'>,
  id: string,
  index: number,
): QuoteRefusal | null {
  const path = `change.addOns.${index}`;
  const addOn = catalog.addOnById.get(id);
  if (addOn === undefined) {
    const known = catalog.addOns.length === 0 ? 'none is sold' : `there is ${listed(catalog.addOns)}`;
    return { code: 'unknown-add-on', path, message: `no add-on "${id}"; ${known}` };
  }
  if (!isSoldOn(addOn, plan)) {
    const names = catalog.plans.filter((each) => isSoldOn(addOn, each)).map((each) => each.name);
    return {
      code: 'not-sold',
      path,
      message: `${addOn.name} is not sold on ${plan.name}, only on ${names.join(', ')}`,
    };
  }
  if (addOn.prices.has(interval)) return null;
  return { code: 'no-price', path, message: `${addOn.name} has no price per ${interval}; ${soldPer(addOn)}` };
}

function soldPer({ prices }: { readonly prices: Terms['plan']['prices'] }): string {
  return `it is sold ${[...prices.keys()].map((each) => `per ${each}`).join(' and ')}`;
}

function listed(sold: readonly { readonly id: string }[]): string {
  return sold.map((each) => `"${each.id}"`).join(', ');
}

function refuse(code: QuoteRefusal['code'], path: string, message: string): AskedTerms {
  return { ok: false, refusal: { code, path, message } };
}
