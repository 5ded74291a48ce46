import type { Catalog } from '../catalog/catalog.ts';
import { addOnsIn, settle, type Terms } from '../catalog/terms.ts';
import type { PendingChange, Subscription } from '../observe/fact.ts';
import { termsOf } from '../observe/granted.ts';

/** What a subscription becomes when its period ends; as it is, where the plan that waited is no longer sold. */
export function pendingTerms(catalog: Catalog, subscription: Subscription, pending: PendingChange): Terms {
  const held = termsOf(catalog, subscription);
  const plan = catalog.planById.get(pending.plan);
  if (plan === undefined) return held;
  return settle({
    plan,
    interval: pending.interval,
    seats: pending.seats === undefined ? held.seats : pending.seats,
    addOns: pending.addOns === undefined ? held.addOns : addOnsIn(catalog, pending.addOns),
  });
}
