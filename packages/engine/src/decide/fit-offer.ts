import { type Catalog, monthlyAmount, type Plan, type Play } from '../catalog/catalog.ts';
import type { Instant } from '../kernel/instant.ts';
import { add, type MinorUnits, negate } from '../kernel/money.ts';
import type { Account } from '../observe/account.ts';
import { holds, planOf } from '../observe/entitlement.ts';
import { usedAt } from '../observe/meter.ts';

/** A concrete change for one account. */
export interface Offer {
  readonly from: Plan;
  readonly to: Plan;
  /** What it adds per month. */
  readonly priceDelta: MinorUnits;
}

/**
 * The change that a play offers this account: the first plan up the ladder (or the one that the play names, if it is higher) that grants
 * the feature in question and has room for one more than is used now of the meter in question, and for what is used of every other, so
 * that an upgrade never leaves the account blocked.
 */
export function fitOffer(
  catalog: Catalog,
  account: Account,
  play: Play,
  {
    meter,
    feature,
    at,
  }: {
    readonly meter: string | null;
    readonly feature: string | null;
    readonly at: Instant;
  },
): Offer | null {
  const from = planOf(catalog, account);
  const hasRoom = (plan: Plan): boolean =>
    [...catalog.meters.values()].every((each) => {
      if (each.aggregate === 'history') return true;
      const isAsked = each.id === meter;
      const had = from.limits.get(each.id)?.limit ?? null;
      const used = usedAt(each, account, at);
      // What is beyond its limit already is no reason to withhold an offer about something else.
      return isAsked ? holds(plan, each, used + 1) : had === null || used > had || holds(plan, each, used);
    });
  const grants = (plan: Plan): boolean => feature === null || (plan.grants.get(feature) ?? false) !== false;
  const to = catalog.plans.find(
    (plan) =>
      plan.rank > from.rank && grants(plan) && hasRoom(plan) && (play.offer.to === 'next' || play.offer.to === plan.id),
  );
  if (to === undefined) return null;
  const interval = account.subscription?.interval ?? 'month';
  return {
    from,
    to,
    priceDelta: add(monthlyAmount(to, interval), negate(monthlyAmount(from, interval))),
  };
}
