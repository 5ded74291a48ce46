import type { Catalog } from '../catalog/catalog.ts';
import { chargeFor } from '../catalog/price.ts';
import { chargesByUse } from '../catalog/terms.ts';
import { entry } from '../kernel/bounded.ts';
import { billingPeriod } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { usedInPeriod } from '../observe/billed-use.ts';
import type { Subscription, SubscriptionFact } from '../observe/fact.ts';
import { termsOf } from '../observe/granted.ts';
import { numberText } from '../kernel/number-text.ts';
import { pendingTerms } from './pending.ts';
import { withTerms } from './quote.ts';
import { type QuoteLine, wholePeriod } from './quote-lines.ts';

/**
 * The renewal that is due at an instant, as the fact that records it: the next period of the same terms, or those that were waiting for
 * the period's end, and what was used in the one that ends. null when none is due. A year without a tick is twelve renewals: ask again
 * until null.
 */
export function dueRenewal(catalog: Catalog, account: Account, at: Instant): SubscriptionFact | null {
  const { subscription } = account;
  if (subscription === null || subscription.renewsAt > at) return null;
  const due = subscription.renewsAt;
  const next = renewed(catalog, subscription);
  const used = usedInPeriod(catalog, account);
  return {
    kind: 'subscription',
    id: `renewal:${due}`,
    at: due,
    subscription: { ...next, renewsAt: billingPeriod(next.startedAt, next.interval, due).end },
    ...(Object.keys(used).length === 0 ? {} : { used }),
  };
}

function renewed(catalog: Catalog, subscription: Subscription): Subscription {
  const { pending, ...kept } = subscription;
  if (pending === null || !catalog.planById.has(pending.plan)) return { ...kept, pending: null };
  const changed = withTerms({ ...kept, pending: null }, pendingTerms(catalog, subscription, pending));
  // Another plan or interval begins a count of its own; fewer seats on the same plan keep the anchor.
  const isSamePlan = changed.plan === kept.plan && changed.interval === kept.interval;
  return isSamePlan ? changed : { ...changed, startedAt: subscription.renewsAt };
}

/**
 * The lines of a renewal's invoice: what was used in the period that ended, and one whole period of what begins. A plan that is no
 * longer sold has no price.
 */
export function renewalLines(catalog: Catalog, ended: Subscription, renewal: SubscriptionFact): readonly QuoteLine[] {
  const { subscription, used = {} } = renewal;
  const begins = catalog.planById.has(subscription.plan) ? wholePeriod(termsOf(catalog, subscription)) : [];
  return [...usageLines(catalog, ended, used), ...begins];
}

/** What the use of a billing period costs under the terms that held when it ended; one line per meter and price, none for nothing. */
export function usageLines(
  catalog: Catalog,
  ended: Subscription,
  used: Readonly<Record<string, number>>,
): readonly QuoteLine[] {
  if (!catalog.planById.has(ended.plan)) return [];
  return chargesByUse(termsOf(catalog, ended)).flatMap(({ name, charge }) => {
    const quantity = entry(used, charge.meter) ?? 0;
    const amount = chargeFor(charge, quantity);
    const description = `${name} ${charge.label} × ${numberText(quantity)}, used in the period`;
    return amount === 0 ? [] : [{ description, amount, proration: false }];
  });
}
