import type { Catalog } from '../catalog/catalog.ts';
import { billingPeriod } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import type { SubscriptionFact } from '../observe/fact.ts';

/**
 * The renewal that is due at an instant, as the fact that records it: the next period of the same plan, or the step down that was
 * waiting for the period's end. null when none is due. A year without a tick is twelve renewals: ask again until null.
 */
export function dueRenewal(catalog: Catalog, account: Account, at: Instant): SubscriptionFact | null {
  const { subscription } = account;
  if (subscription === null || subscription.renewsAt > at) return null;
  const due = subscription.renewsAt;
  const { pending } = subscription;
  const hasPlan = pending !== null && catalog.planById.has(pending.plan);
  const changed = hasPlan ? { plan: pending.plan, interval: pending.interval, startedAt: due } : {};
  const next = { ...subscription, ...changed, pending: null };
  const renewsAt = billingPeriod(next.startedAt, next.interval, due).end;
  return {
    kind: 'subscription',
    id: `renewal:${due}`,
    at: due,
    subscription: { ...next, renewsAt },
  };
}
