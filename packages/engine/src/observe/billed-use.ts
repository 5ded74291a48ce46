import type { BilledMeter, Catalog, Meter } from '../catalog/catalog.ts';
import { chargesByUse } from '../catalog/terms.ts';
import { entry } from '../kernel/bounded.ts';
import { billingPeriod } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account, MeterState } from './account.ts';
import type { ConsumeFact, Subscription, TrackFact } from './fact.ts';
import { termsOf } from './granted.ts';
import { addToMeter, meterAt, usedAt } from './meter.ts';

/**
 * What is used of meters that are charged when the billing period ends. It is counted apart from the meters themselves, whose limits
 * may start again by the day or the month, and only while what the account has is charged by it.
 */

/** Counts an event, or what was consumed, for the invoice of the period in which it happened: the current one, or the next where its renewal is not told yet. */
export function countBilledUse(
  catalog: Catalog,
  account: Account,
  billed: readonly BilledMeter[],
  fact: TrackFact | ConsumeFact,
): Account {
  const { subscription } = account;
  if (subscription === null) return account;
  const charged = chargedMeters(catalog, subscription);
  const meters = { ...account.meters };
  for (const { id, current, next } of billed) {
    if (!charged.has(id)) continue;
    const isNext = fact.at >= subscription.renewsAt;
    const counted = isNext ? next : current;
    meters[counted.id] ??= opened(counted, account, isNext ? subscription.renewsAt : startOf(subscription));
    meters[counted.id] = addToMeter(counted, { ...account, meters }, fact);
  }
  return { ...account, meters };
}

/** After a change of subscription: where a billing period began with it, its count begins with what was counted ahead for it. */
export function turnBilledUse(catalog: Catalog, account: Account, before: Subscription | null, at: Instant): Account {
  const { subscription } = account;
  if (catalog.billed.size === 0 || subscription === null || !beginsPeriod(before, subscription, at)) return account;
  const isRenewed = before !== null && at >= before.renewsAt;
  const from = isRenewed ? at : startOf(subscription);
  const charged = chargedMeters(catalog, subscription);
  const meters = { ...account.meters };
  for (const { id, current, next } of catalog.billed.values()) {
    const ahead = isRenewed ? entry(meters, next.id) : null;
    delete meters[current.id];
    delete meters[next.id];
    if (charged.has(id))
      meters[current.id] = { ...(ahead ?? opened(current, { ...account, meters }, from)), periodStart: from };
  }
  return { ...account, meters };
}

/** Whether a billing period ends, and another begins, when what an account has becomes something else at an instant. */
export function beginsPeriod(before: Subscription | null, after: Subscription, at: Instant): boolean {
  return before === null || after.startedAt !== before.startedAt || at >= before.renewsAt;
}

/** What was used in the billing period that runs, by meter, of what is charged by use; what was not used is left out. */
export function usedInPeriod(catalog: Catalog, account: Account): Readonly<Record<string, number>> {
  const { subscription } = account;
  if (subscription === null) return {};
  const used: [string, number][] = [];
  for (const id of chargedMeters(catalog, subscription)) {
    const meter = catalog.billed.get(id)?.current ?? catalog.meters.get(id);
    const quantity = meter === undefined ? 0 : usedAt(meter, account, subscription.renewsAt);
    if (quantity > 0) used.push([id, quantity]);
  }
  return Object.fromEntries(used);
}

function chargedMeters(catalog: Catalog, subscription: Subscription): ReadonlySet<string> {
  return new Set(chargesByUse(termsOf(catalog, subscription)).map(({ charge }) => charge.meter));
}

/** A count from nought: what happened before its period belongs to one that is invoiced already. */
function opened(meter: Meter, account: Account, from: Instant): MeterState {
  return { ...meterAt(meter, account, from), periodStart: from };
}

function startOf({ startedAt, interval, renewsAt }: Subscription): Instant {
  return billingPeriod(startedAt, interval, (renewsAt - 1) as Instant).start;
}
