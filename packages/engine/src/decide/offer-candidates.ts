import type { AddOn, Catalog, Plan } from '../catalog/catalog.ts';
import { isSoldOn, monthlyAmount, seatsOf, type Terms } from '../catalog/terms.ts';
import { add, type MinorUnits, negate } from '../kernel/money.ts';
import type { Account } from '../observe/account.ts';
import { termsOf, termsOn } from '../observe/granted.ts';
import type { Change } from '../catalog/change.ts';

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
  if (typeof asked === 'object') {
    return 'addOn' in asked
      ? addOnOffers(catalog, held, asked.addOn)
      : seatOffers(held, asked.seats === 'needed' ? seats : asked.seats);
  }
  const plans = planOffers(catalog, account, held, asked === 'next' ? null : asked);
  return asked === 'next' ? [...seatOffers(held, seats), ...addOnOffers(catalog, held, null), ...plans] : plans;
}

function planOffers(catalog: Catalog, account: Account, held: Terms, only: string | null): readonly Offer[] {
  return catalog.plans
    .filter((plan) => plan.rank > held.plan.rank && (only === null || plan.id === only))
    .map((plan) =>
      offerOf(held, termsOn(catalog, account, plan), { kind: 'plan', name: plan.name, change: { plan: plan.id } }),
    );
}

function seatOffers(held: Terms, seats: number): readonly Offer[] {
  const has = seatsOf(held);
  if (has === null || seats <= has) return [];
  return [offerOf(held, { ...held, seats }, { kind: 'seats', name: `${seats} seats`, change: { seats } })];
}

function addOnOffers(catalog: Catalog, held: Terms, only: string | null): readonly Offer[] {
  return catalog.addOns
    .filter((addOn) => (only === null || addOn.id === only) && !held.addOns.includes(addOn))
    .filter((addOn) => isSoldOn(addOn, held.plan) && addOn.prices.has(held.interval))
    .map((addOn) => {
      const addOns = [...held.addOns, addOn];
      const change = { addOns: addOns.map(({ id }) => id) };
      return offerOf(held, { ...held, addOns }, { kind: kindOf(addOn), name: addOn.name, change });
    });
}

/** An add-on that only gives more of what is metered is a usage pack. */
function kindOf({ adds, grants }: AddOn): OfferKind {
  return adds.size > 0 && grants.size === 0 ? 'usage' : 'add-on';
}

function offerOf(held: Terms, terms: Terms, what: Pick<Offer, 'kind' | 'name' | 'change'>): Offer {
  return {
    ...what,
    from: held.plan,
    to: terms.plan,
    terms,
    priceDelta: add(monthlyAmount(terms), negate(monthlyAmount(held))),
  };
}
