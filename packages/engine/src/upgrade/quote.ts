import { type Catalog, monthlyAmount, type Plan } from '../catalog/catalog.ts';
import type { BillingInterval } from '../catalog/config-schema.ts';
import { addIntervals, billingPeriod, type Period } from '../kernel/calendar.ts';
import { HOUR_MS, type Instant, later, SECOND_MS } from '../kernel/instant.ts';
import { add, type Currency, type MinorUnits, minorUnits, negate, scale } from '../kernel/money.ts';
import type { Subscription } from '../observe/fact.ts';

/** The change that somebody asks the price of. */
export interface Change {
  readonly plan?: string;
  readonly interval?: BillingInterval;
}

export interface QuoteLine {
  readonly description: string;
  readonly amount: MinorUnits;
  /** Whether the amount is a share of a period rather than a whole one. */
  readonly proration: boolean;
}

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
  readonly recurringBefore: Recurring;
  readonly recurringAfter: Recurring;
  /** Monthly recurring revenue after, less before; what a yearly price adds is a twelfth of it. */
  readonly mrrDelta: MinorUnits;
  readonly currency: Currency;
  /** Now for a step up; the end of the period for a step down. */
  readonly effectiveAt: Instant;
  readonly expiresAt: Instant;
  readonly subscription: Subscription;
}

/** Why there is nothing to quote: an answer, not a fault. */
export interface QuoteRefusal {
  readonly code: 'unknown-plan' | 'no-price' | 'no-change';
  readonly path: string;
  readonly message: string;
}

export type QuoteResult =
  | { readonly ok: true; readonly quote: Quote }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

/**
 * Quotes a change of plan or interval at an instant.
 *
 * - Free to paid starts a new billing period now, and month to year does too, less what is left of the old period.
 * - Paid to paid prorates the rest of the period to the second and keeps its anchor; each line is rounded by itself.
 * - A step down (or year to month) takes effect when the period ends, and costs nothing now.
 */
export function quoteChange(catalog: Catalog, held: Subscription | null, change: Change, at: Instant): QuoteResult {
  const current = held ?? defaultSubscription(catalog, at);
  const from = catalog.planById.get(current.plan) ?? catalog.defaultPlan;
  const to = catalog.planById.get(change.plan ?? from.id);
  if (to === undefined) {
    const known = catalog.plans.map((plan) => `"${plan.id}"`).join(', ');
    return refuse('unknown-plan', 'change.plan', `no plan "${change.plan}"; there is ${known}`);
  }
  const interval = change.interval ?? preferredInterval(to, current.interval);
  const price = to.prices.get(interval);
  if (price === undefined) {
    const sold = [...to.prices.keys()].map((each) => `per ${each}`).join(' and ');
    return refuse('no-price', 'change.interval', `${to.name} has no price per ${interval}; it is sold ${sold}`);
  }
  const before: Recurring = {
    amount: from.prices.get(current.interval) ?? minorUnits(0),
    interval: current.interval,
  };
  const after: Recurring = { amount: price, interval };
  const stays = to.id === from.id && (interval === current.interval || before.amount === 0);
  if (stays && current.pending === null) {
    return refuse('no-change', 'change', `the account is on ${to.name} per ${interval} already`);
  }
  const step: Step = { current, from, to, before, after, at };
  const outcome = stays ? keepPlan(step) : isStepDown(step) ? changeAtPeriodEnd(step) : changeNow(step);
  const quote: Quote = {
    from: from.id,
    to: to.id,
    ...outcome,
    dueNow: add(...outcome.lines.map((line) => line.amount)),
    recurringBefore: before,
    recurringAfter: after,
    mrrDelta: add(monthlyAmount(to, interval), negate(monthlyAmount(from, current.interval))),
    currency: catalog.currency,
    expiresAt: later(at, catalog.config.quoteHours * HOUR_MS),
  };
  return { ok: true, quote };
}

/** What an account has of which nothing was said: the default plan, billed by the built-in ledger from now on. */
export function defaultSubscription(catalog: Catalog, at: Instant): Subscription {
  const plan = catalog.defaultPlan;
  const interval = preferredInterval(plan, 'month');
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

/** The billing period that a subscription is in: its anchor's, unless the caller set another end. */
function currentPeriod(subscription: Subscription, at: Instant): Period {
  const counted = billingPeriod(subscription.startedAt, subscription.interval, at);
  if (counted.end === subscription.renewsAt) return counted;
  return {
    start: addIntervals(subscription.renewsAt, subscription.interval, -1),
    end: subscription.renewsAt,
  };
}

interface Step {
  readonly current: Subscription;
  readonly from: Plan;
  readonly to: Plan;
  readonly before: Recurring;
  readonly after: Recurring;
  readonly at: Instant;
}

type Outcome = Pick<Quote, 'lines' | 'effectiveAt' | 'subscription'>;

/** Down the ladder, from a year to a month, or to a lower price: nobody is charged for it, and what was paid for is kept. */
function isStepDown({ from, to, before, after }: Step): boolean {
  if (before.amount === 0) return false;
  if (to.rank < from.rank || (before.interval === 'year' && after.interval === 'month')) return true;
  return before.interval === after.interval && after.amount < before.amount;
}

/** Stays on the plan, and drops the step down that was waiting. */
function keepPlan({ current, at }: Step): Outcome {
  return {
    lines: [],
    effectiveAt: at,
    subscription: { ...current, pending: null },
  };
}

function changeAtPeriodEnd({ current, to, after }: Step): Outcome {
  const pending = {
    plan: to.id,
    interval: after.interval,
    at: current.renewsAt,
  };
  return {
    lines: [],
    effectiveAt: current.renewsAt,
    subscription: { ...current, pending },
  };
}

function changeNow(step: Step): Outcome {
  const { current, from, to, before, after, at } = step;
  const keepsAnchor = before.amount > 0 && before.interval === after.interval;
  const period = currentPeriod(current, at);
  const left = wholeSeconds(period.end - at);
  const whole = wholeSeconds(period.end - period.start);
  const share = (amount: MinorUnits): MinorUnits => scale(amount, Math.min(left, whole), Math.max(1, whole));
  const credit: QuoteLine[] =
    before.amount === 0
      ? []
      : [
          {
            description: `Unused time on ${from.name}`,
            amount: negate(share(before.amount)),
            proration: true,
          },
        ];
  const charge: QuoteLine = keepsAnchor
    ? {
        description: `${to.name} for the rest of the period`,
        amount: share(after.amount),
        proration: true,
      }
    : {
        description: `${to.name}, one ${after.interval}`,
        amount: after.amount,
        proration: false,
      };
  const anchor = keepsAnchor
    ? { startedAt: current.startedAt, renewsAt: current.renewsAt }
    : { startedAt: at, renewsAt: addIntervals(at, after.interval, 1) };
  const subscription: Subscription = {
    ...current,
    ...anchor,
    plan: to.id,
    interval: after.interval,
    pending: null,
  };
  return { lines: [...credit, charge], effectiveAt: at, subscription };
}

function preferredInterval(plan: Plan, wanted: BillingInterval): BillingInterval {
  if (plan.prices.has(wanted)) return wanted;
  return plan.prices.has('month') ? 'month' : 'year';
}

function wholeSeconds(milliseconds: number): number {
  return Math.max(0, Math.floor(milliseconds / SECOND_MS));
}

function refuse(code: QuoteRefusal['code'], path: string, message: string): QuoteResult {
  return { ok: false, refusal: { code, path, message } };
}
