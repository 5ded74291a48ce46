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
 * The change that a play offers this account: the first plan up the ladder (or the one that the play names, if it is higher) that
 * holds one more unit than is used now of the meter in question, so that an upgrade never leaves the account blocked.
 */
export function fitOffer(
  catalog: Catalog,
  account: Account,
  play: Play,
  { meter, at }: { readonly meter: string; readonly at: Instant },
): Offer | null {
  const from = planOf(catalog, account);
  const limited = catalog.meters.get(meter);
  if (limited === undefined) return null;
  const needed = usedAt(limited, account, at) + 1;
  const to = catalog.plans.find(
    (plan) =>
      plan.rank > from.rank && holds(plan, limited, needed) && (play.offer.to === 'next' || play.offer.to === plan.id),
  );
  if (to === undefined) return null;
  const interval = account.subscription?.interval ?? 'month';
  return { from, to, priceDelta: add(monthlyAmount(to, interval), negate(monthlyAmount(from, interval))) };
}
