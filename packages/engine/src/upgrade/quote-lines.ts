import { type Part, partsOf, type Terms } from '../catalog/terms.ts';
import { billingPeriod, addIntervals, type Period } from '../kernel/calendar.ts';
import { type Instant, SECOND_MS } from '../kernel/instant.ts';
import { add, type MinorUnits, negate, scale } from '../kernel/money.ts';
import type { Subscription } from '../observe/fact.ts';

export interface QuoteLine {
  readonly description: string;
  readonly amount: MinorUnits;
  /** Whether the amount is a share of a period rather than a whole one. */
  readonly proration: boolean;
}

/** A change of terms that takes effect at an instant, within a billing period. */
export interface Step {
  readonly subscription: Subscription;
  readonly from: Terms;
  readonly to: Terms;
  readonly at: Instant;
}

/**
 * What a change that keeps the billing period costs: of each part that changes, what is left of the old one is credited, and the new one
 * charged for the rest of the period. Together never less than nothing: where less would be charged, the lower price begins with the
 * next period.
 */
export function prorate(step: Step): readonly QuoteLine[] {
  const share = shareLeft(step);
  const before = partsOf(step.from);
  const after = partsOf(step.to);
  const has = (parts: readonly Part[], part: Part): boolean =>
    parts.some((each) => each.key === part.key && each.amount === part.amount);
  const lines = [
    ...credits(
      before.filter((part) => !has(after, part)),
      share,
    ),
    ...after
      .filter((part) => !has(before, part))
      .map(({ name, amount }) => ({
        description: `${name} for the rest of the period`,
        amount: share(amount),
        proration: true,
      })),
  ];
  return add(...lines.map((line) => line.amount)) < 0 ? [] : lines;
}

/** What a change that begins a new billing period costs: one whole period, less what is left of the old one. */
export function beginPeriod(step: Step): readonly QuoteLine[] {
  return [...credits(partsOf(step.from), shareLeft(step)), ...wholePeriod(step.to)];
}

/** One period of everything that is paid for in advance. */
export function wholePeriod(terms: Terms): readonly QuoteLine[] {
  return partsOf(terms).map(({ name, amount }) => ({
    description: `${name}, one ${terms.interval}`,
    amount,
    proration: false,
  }));
}

function credits(parts: readonly Part[], share: (amount: MinorUnits) => MinorUnits): readonly QuoteLine[] {
  return parts.map(({ name, amount }) => ({
    description: `Unused time on ${name}`,
    amount: negate(share(amount)),
    proration: true,
  }));
}

/** The share of an amount that what is left of the billing period comes to, by whole seconds; never more than all of it. */
function shareLeft({ subscription, at }: Step): (amount: MinorUnits) => MinorUnits {
  const period = currentPeriod(subscription, at);
  const left = wholeSeconds(period.end - at);
  const whole = wholeSeconds(period.end - period.start);
  return (amount) => scale(amount, Math.min(left, whole), Math.max(1, whole));
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

function wholeSeconds(milliseconds: number): number {
  return Math.max(0, Math.floor(milliseconds / SECOND_MS));
}
