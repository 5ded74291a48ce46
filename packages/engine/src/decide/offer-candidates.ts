import type { AddOn, Catalog, Plan } from '../catalog/catalog.ts';
import { askedTerms, type Change, isSamePlan, isStepDown } from '../catalog/change.ts';
import { isSoldOn, monthlyAmount, seatsOf, type Terms } from '../catalog/terms.ts';
import { add, type MinorUnits, negate } from '../kernel/money.ts';
import type { Account } from '../observe/account.ts';
import { termsOf } from '../observe/granted.ts';

/** The ways in which an account can have more (S1.28). */
export type OfferKind = 'plan' | 'seats' | 'usage' | 'add-on';

/** A concrete change for one account. */
export interface Offer {
  readonly kind: OfferKind;
  readonly from: Plan;
  readonly to: Plan;
  /** As a quote is asked for. */
  readonly change: Change;
  /** What it is called: the plan, the add-on, "8 seats". */
  readonly name: string;
  /** What the account would have. */
  readonly terms: Terms;
  /** What it adds per month. */
  readonly priceDelta: MinorUnits;
}

/** What a play may offer: the next that fits, of any kind; or one plan, seats or add-on alone. */
export type OfferAsked = 'next' | string | { readonly seats: number | 'needed' } | { readonly addOn: string };

/** Everything that could be offered to an account that has less; `seats`: how many it would need. Whether it helps is another question. */
export function offerCandidates(
  catalog: Catalog,
  account: Account,
  asked: OfferAsked,
  { seats }: { readonly seats: number },
): readonly Offer[] {
  const held = termsOf(catalog, account.subscription);
  return changesAsked(catalog, held, asked, seats).flatMap((what) => offerOf(catalog, held, what));
}

/** A change, and what it is called. */
type Named = Pick<Offer, 'kind' | 'name' | 'change'>;

function changesAsked(catalog: Catalog, held: Terms, asked: OfferAsked, seats: number): readonly Named[] {
  if (typeof asked === 'object') {
    return 'addOn' in asked
      ? addOnChanges(catalog, held, asked.addOn)
      : seatChanges(held, asked.seats === 'needed' ? seats : asked.seats);
  }
  const plans = planChanges(catalog, held, asked === 'next' ? null : asked);
  return asked === 'next' ? [...seatChanges(held, seats), ...addOnChanges(catalog, held, null), ...plans] : plans;
}

function planChanges(catalog: Catalog, held: Terms, only: string | null): readonly Named[] {
  return catalog.plans
    .filter((plan) => plan.rank > held.plan.rank && (only === null || plan.id === only))
    .map((plan) => ({ kind: 'plan', name: plan.name, change: { plan: plan.id } }));
}

function seatChanges(held: Terms, seats: number): readonly Named[] {
  const has = seatsOf(held);
  if (has === null || seats <= has) return [];
  return [{ kind: 'seats', name: `${seats} seats`, change: { seats } }];
}

function addOnChanges(catalog: Catalog, held: Terms, only: string | null): readonly Named[] {
  return catalog.addOns
    .filter((addOn) => (only === null || addOn.id === only) && !held.addOns.includes(addOn))
    .filter((addOn) => isSoldOn(addOn, held.plan) && addOn.prices.has(held.interval))
    .map((addOn) => {
      const addOns = [...held.addOns, addOn];
      return { kind: kindOf(addOn), name: addOn.name, change: { addOns: addOns.map(({ id }) => id) } };
    });
}

/** An add-on that only gives more of what is metered is a usage pack. */
function kindOf({ adds, grants }: AddOn): OfferKind {
  return adds.size > 0 && grants.size === 0 ? 'usage' : 'add-on';
}

/** The offer of a change, by the terms that its quote will say; none of one that can't be had, or not before the period ends. */
function offerOf(catalog: Catalog, held: Terms, what: Named): readonly Offer[] {
  const asked = askedTerms(catalog, held, what.change);
  if (!asked.ok) return [];
  const { terms } = asked;
  if (!isSamePlan(held, terms) && isStepDown(held, terms)) return [];
  const priceDelta = add(monthlyAmount(terms), negate(monthlyAmount(held)));
  return [{ ...what, from: held.plan, to: terms.plan, terms, priceDelta }];
}
