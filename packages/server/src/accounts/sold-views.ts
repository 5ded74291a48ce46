import { type Account, type Catalog, pendingTerms, seatsOf, type Subscription, termsOf, toIso } from '@kairos/engine';
import type { SubscriptionView } from '../wire/account.ts';
import type { Snapshot } from '../wire/snapshot.ts';

/** What is for sale, and what of it an account has bought. */
export function soldViews(catalog: Catalog, { subscription }: Account): Pick<Snapshot, 'plans' | 'addOns'> {
  const bought = termsOf(catalog, subscription).addOns.map((addOn) => addOn.id);
  return {
    plans: catalog.config.plans.map(({ id, name, prices }) => ({ id, name, prices })),
    addOns: catalog.config.addOns.map(({ id, name, prices, plans }) => ({
      id,
      name,
      prices,
      plans: plans ?? null,
      isBought: bought.includes(id),
    })),
  };
}

/** What waits for the end of a billing period. */
export function pendingView(
  catalog: Catalog,
  subscription: Subscription,
  pending: NonNullable<Subscription['pending']>,
): NonNullable<SubscriptionView['pending']> {
  const terms = pendingTerms(catalog, subscription, pending);
  const { plan, interval, at } = pending;
  return { plan, interval, seats: seatsOf(terms), addOns: terms.addOns.map((addOn) => addOn.id), at: toIso(at) };
}
