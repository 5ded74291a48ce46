import type { Catalog, Plan } from '../catalog/catalog.ts';
import type { BillingInterval } from '../catalog/config-schema.ts';
import { addOnsIn, type Granted, grantedBy, intervalOf, settle, type Terms } from '../catalog/terms.ts';
import type { Account } from './account.ts';
import type { Subscription } from './fact.ts';

/** The plan of a subscription; the default one where there is none, or where its plan is no longer sold. */
export function planHeld(catalog: Catalog, subscription: Subscription | null): Plan {
  return catalog.planById.get(subscription?.plan ?? '') ?? catalog.defaultPlan;
}

/** What a subscription stands for; add-ons that the catalog no longer has are left out. */
export function termsOf(catalog: Catalog, subscription: Subscription | null): Terms {
  const plan = planHeld(catalog, subscription);
  return {
    plan,
    interval: subscription?.interval ?? intervalOf(plan, 'month'),
    seats: subscription?.seats ?? null,
    addOns: addOnsIn(catalog, subscription?.addOns ?? []),
  };
}

/** Everything that an account has been granted: its plan's limits and features, the seats and add-ons that it bought. */
export function grantedTo(catalog: Catalog, { subscription }: Account): Granted {
  const plan = planHeld(catalog, subscription);
  const interval = subscription?.interval ?? intervalOf(plan, 'month');
  return isAlone(plan, interval, subscription) ? plan : grantedBy(termsOf(catalog, subscription));
}

/** Most accounts have bought nothing beside their plan: what they have is the plan itself. */
function isAlone(plan: Plan, interval: BillingInterval, subscription: Subscription | null): boolean {
  return (subscription?.addOns?.length ?? 0) === 0 && plan.prices.get(interval)?.seats == null;
}

/** What an account would have on another plan, with what it keeps of the seats and add-ons that it bought. */
export function grantedOn(catalog: Catalog, account: Account, plan: Plan): Granted {
  const interval = intervalOf(plan, account.subscription?.interval ?? 'month');
  return isAlone(plan, interval, account.subscription) ? plan : grantedBy(termsOn(catalog, account, plan));
}

/** The terms of an account on another plan, by the interval that it pays by where the plan is sold by it. */
export function termsOn(catalog: Catalog, { subscription }: Account, plan: Plan): Terms {
  const held = termsOf(catalog, subscription);
  return settle({ ...held, plan, interval: intervalOf(plan, held.interval) });
}
