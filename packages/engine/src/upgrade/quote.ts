import type { Catalog } from '../catalog/catalog.ts';
import type { BillingInterval } from '../catalog/config-schema.ts';
import { intervalOf, monthlyAmount, recurringAmount, seatsOf, settle, type Terms } from '../catalog/terms.ts';
import { addIntervals } from '../kernel/calendar.ts';
import { HOUR_MS, type Instant, later } from '../kernel/instant.ts';
import { add, type Currency, type MinorUnits, negate } from '../kernel/money.ts';
import type { PendingChange, Subscription } from '../observe/fact.ts';
import { termsOf } from '../observe/granted.ts';
import {
  applyChange,
  areSame,
  askedTerms,
  type Change,
  isSamePlan,
  isStepDown,
  type QuoteRefusal,
  withMore,
} from '../catalog/change.ts';
import { pendingTerms } from './pending.ts';
import { beginPeriod, prorate, type QuoteLine } from './quote-lines.ts';

export interface Recurring {
  readonly amount: MinorUnits;
  readonly interval: BillingInterval;
}

/** What a change costs, and what the account has once it is accepted. */
export interface Quote {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly QuoteLine[];
  readonly dueNow: MinorUnits;
  /** What recurs each interval, as far as it is known in advance: what is charged by use is not. */
  readonly recurringBefore: Recurring;
  readonly recurringAfter: Recurring;
  /** Monthly recurring revenue after, less before; what a yearly price adds is a twelfth of it. */
  readonly mrrDelta: MinorUnits;
  readonly currency: Currency;
  /** Now for more; the end of the period for less. */
  readonly effectiveAt: Instant;
  readonly expiresAt: Instant;
  readonly subscription: Subscription;
}

export type QuoteResult =
  | { readonly ok: true; readonly quote: Quote }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

/**
 * Quotes a change of plan, interval, seats and add-ons, any of them together, at an instant.
 *
 * - Free to paid starts a new billing period now, and month to year does too, less what is left of the old period.
 * - Paid to paid prorates the rest of the period to the second and keeps its anchor; each line is rounded by itself, halves to even.
 * - A step down to another plan (or year to month) takes effect when the period ends, and costs nothing now.
 * - On the same plan more seats and new add-ons begin now; fewer seats and add-ons that go, when the period ends.
 * - What is charged by use is no part of a quote: it is charged when the period ends, by what was used.
 */
export function quoteChange(catalog: Catalog, held: Subscription | null, change: Change, at: Instant): QuoteResult {
  const current = held ?? defaultSubscription(catalog, at);
  const from = termsOf(catalog, current);
  const asked = askedTerms(catalog, from, change);
  if (!asked.ok) return asked;
  const before = recurringAmount(from);
  const stays = isSamePlan(from, asked.terms);
  const to = stays ? { ...asked.terms, interval: from.interval } : asked.terms;
  const now = stays ? withMore(catalog, from, to) : isStepDown(from, to) ? from : to;
  const coming = current.pending === null ? from : pendingTerms(catalog, current, current.pending);
  const next = comingAfter(catalog, { held: from, coming, to }, change);
  const isNow = !areSame(now, from);
  if (areSame(to, from) && areSame(next, coming)) return refuseSame(from, change);
  const waits = !areSame(now, next);
  const step = { subscription: current, from, to: now, at };
  const keepsAnchor = before > 0 && now.interval === from.interval;
  const lines = !isNow ? [] : keepsAnchor ? prorate(step) : beginPeriod(step);
  const begun =
    isNow && !keepsAnchor ? { startedAt: at, renewsAt: addIntervals(at, now.interval, 1) } : periodOf(current);
  const quote: Quote = {
    from: from.plan.id,
    to: to.plan.id,
    lines,
    dueNow: add(...lines.map((line) => line.amount)),
    recurringBefore: { amount: before, interval: from.interval },
    recurringAfter: { amount: recurringAmount(to), interval: to.interval },
    mrrDelta: add(monthlyAmount(to), negate(monthlyAmount(from))),
    currency: catalog.currency,
    effectiveAt: waits && !isNow ? current.renewsAt : at,
    expiresAt: later(at, catalog.config.quoteHours * HOUR_MS),
    subscription: {
      ...withTerms(current, now),
      ...begun,
      pending: waits ? pendingChange(now, next, begun.renewsAt) : null,
    },
  };
  return { ok: true, quote };
}

/** What an account has of which nothing was said: the default plan, billed by the built-in ledger from now on. */
export function defaultSubscription(catalog: Catalog, at: Instant): Subscription {
  const plan = catalog.defaultPlan;
  const interval = intervalOf(plan, 'month');
  return {
    plan: plan.id,
    interval,
    seats: null,
    startedAt: at,
    renewsAt: addIntervals(at, interval, 1),
    billedBy: 'kairos',
    pending: null,
  };
}

/**
 * What the account has when the period ends: what waited already, but for what the change names. An interval that waited only because
 * the plan that waited is sold by no other goes with that plan.
 */
function comingAfter(
  catalog: Catalog,
  { held, coming, to }: { readonly held: Terms; readonly coming: Terms; readonly to: Terms },
  change: Change,
): Terms {
  const plan = change.plan === undefined ? coming.plan : to.plan;
  const kept = coming.plan.prices.has(held.interval) ? coming.interval : held.interval;
  const interval = intervalOf(plan, change.interval === undefined ? kept : to.interval);
  return applyChange(catalog, settle({ ...coming, plan, interval }), change);
}

/** The same subscription with other terms. */
export function withTerms(subscription: Subscription, { plan, interval, seats, addOns }: Terms): Subscription {
  const { addOns: _, ...rest } = subscription;
  const bought = addOns.length === 0 ? {} : { addOns: addOns.map((addOn) => addOn.id) };
  return { ...rest, plan: plan.id, interval, seats, ...bought };
}

/** What waits for the period's end, as far as it is not what would be had then anyway. */
function pendingChange(now: Terms, next: Terms, at: Instant): PendingChange {
  const kept = settle({ ...now, plan: next.plan, interval: next.interval });
  const isSameSeats = areSame({ ...kept, addOns: [] }, { ...next, addOns: [] });
  const isSameBeside = areSame({ ...kept, seats: next.seats }, next);
  return {
    plan: next.plan.id,
    interval: next.interval,
    at,
    ...(isSameSeats ? {} : { seats: next.seats }),
    ...(isSameBeside ? {} : { addOns: next.addOns.map((addOn) => addOn.id) }),
  };
}

function periodOf({ startedAt, renewsAt }: Subscription): Pick<Subscription, 'startedAt' | 'renewsAt'> {
  return { startedAt, renewsAt };
}

function refuseSame(held: Terms, change: Change): QuoteResult {
  const { plan, interval } = held;
  const seats = change.seats === undefined ? [] : [`has ${seatsOf(held)} ${plan.prices.get(interval)?.seats?.label}`];
  const names = held.addOns.map((addOn) => addOn.name).join(', ');
  const beside = change.addOns === undefined ? [] : [`has ${names === '' ? 'no add-ons' : names}`];
  const has = [`is on ${plan.name} per ${interval}`, ...seats, ...beside].join(', ');
  return { ok: false, refusal: { code: 'no-change', path: 'change', message: `the account ${has} already` } };
}
