import type { Catalog, Limit, Meter, Plan } from '../catalog/catalog.ts';
import type { Granted } from '../catalog/terms.ts';
import { DAY_MS, type Instant, later } from '../kernel/instant.ts';
import type { Account } from './account.ts';
import { grantedOn, grantedTo, planHeld } from './granted.ts';
import { meterAt, usedAt } from './meter.ts';

/** `warning` from the first threshold, `critical` from the last up to and including the limit, `grace` beyond it. */
export type UsageState = 'ok' | 'warning' | 'critical' | 'grace' | 'blocked';

/** How far an account has filled one meter. */
export interface Usage {
  readonly used: number;
  /** null: unlimited. */
  readonly limit: number | null;
  /** used / limit; null where there is no limit. */
  readonly ratio: number | null;
  readonly state: UsageState;
  /** What is left before the limit; null where there is none. */
  readonly remaining: number | null;
  /** What grace still allows beyond `remaining`. */
  readonly graceRemaining: number;
  readonly resetsAt: Instant | null;
  /** When grace ends; null unless use is beyond the limit. */
  readonly graceEndsAt: Instant | null;
}

/** The plan that an account is on: its subscription's, or the default one where nothing was said. */
export function planOf(catalog: Catalog, account: Account): Plan {
  return planHeld(catalog, account.subscription);
}

/**
 * The usage of one meter at an instant. Grace (S0.22) is the limit's share rounded up, starts with the first unit beyond the
 * limit, and ends by amount, by days or by reset, whichever is first.
 */
export function usageOf(catalog: Catalog, account: Account, meter: Meter, at: Instant): Usage {
  const terms = grantedTo(catalog, account).limits.get(meter.id);
  const { periodEnd, overSince } = meterAt(meter, account, at);
  const used = usedAt(meter, account, at);
  if (terms === undefined || terms.limit === null) {
    const free = {
      limit: null,
      ratio: null,
      state: 'ok',
      remaining: null,
      graceRemaining: 0,
    } as const;
    return { used, ...free, resetsAt: periodEnd, graceEndsAt: null };
  }
  const limit = terms.limit;
  const graceEndsAt = overSince === null ? null : graceEnd(terms, overSince, periodEnd);
  const graceLeft =
    graceEndsAt !== null && at >= graceEndsAt ? 0 : Math.max(0, limit + graceAmount(terms) - Math.max(used, limit));
  return {
    used,
    limit,
    ratio: limit === 0 ? 1 : used / limit,
    state: stateOf(terms, limit, used, graceLeft),
    remaining: Math.max(0, limit - used),
    graceRemaining: graceLeft,
    resetsAt: periodEnd,
    graceEndsAt,
  };
}

/** May the account do it now? A refusal is an answer with its reason, never an error. */
export interface Entitlement {
  readonly allowed: boolean;
  readonly reason:
    | 'granted'
    | 'within-limit'
    | 'unlimited'
    | 'in-grace'
    | 'limit-reached'
    | 'not-in-plan'
    | 'unknown-feature';
  /** The feature's value where the plan gives one. */
  readonly value: string | null;
  readonly usage: Usage | null;
  /** The first plan up the ladder that allows it; null when allowed already, or when none does. */
  readonly requiredPlan: string | null;
}

/** What an account may do at an instant: `feature` names a feature or a meter, `amount` how much of the meter (default 1). */
export function entitlementOf(
  catalog: Catalog,
  account: Account,
  {
    feature,
    amount,
    at,
  }: {
    readonly feature: string;
    readonly amount: number;
    readonly at: Instant;
  },
): Entitlement {
  const meter = catalog.meters.get(feature);
  if (meter !== undefined) return meteredEntitlement(catalog, account, meter, amount, at);
  if (!catalog.features.has(feature)) {
    return {
      allowed: false,
      reason: 'unknown-feature',
      value: null,
      usage: null,
      requiredPlan: null,
    };
  }
  const grant = grantedTo(catalog, account).grants.get(feature) ?? false;
  if (grant !== false) {
    return {
      allowed: true,
      reason: 'granted',
      value: grant === true ? null : grant,
      usage: null,
      requiredPlan: null,
    };
  }
  const { rank } = planOf(catalog, account);
  const required = catalog.plans.find((plan) => plan.rank > rank && (plan.grants.get(feature) ?? false) !== false);
  return {
    allowed: false,
    reason: 'not-in-plan',
    value: null,
    usage: null,
    requiredPlan: required?.id ?? null,
  };
}

function meteredEntitlement(
  catalog: Catalog,
  account: Account,
  meter: Meter,
  amount: number,
  at: Instant,
): Entitlement {
  const usage = usageOf(catalog, account, meter, at);
  const allowedAs = (reason: Entitlement['reason']): Entitlement => ({
    allowed: true,
    reason,
    value: null,
    usage,
    requiredPlan: null,
  });
  if (usage.remaining === null) return allowedAs('unlimited');
  if (amount <= usage.remaining) return allowedAs('within-limit');
  if (amount <= usage.remaining + usage.graceRemaining) return allowedAs('in-grace');
  const { rank } = planOf(catalog, account);
  const wanted = usage.used + amount;
  const required = catalog.plans.find(
    (plan) => plan.rank > rank && holds(grantedOn(catalog, account, plan), meter, wanted),
  );
  return {
    allowed: false,
    reason: 'limit-reached',
    value: null,
    usage,
    requiredPlan: required?.id ?? null,
  };
}

/** Whether a limit, grace left aside, holds that much of a meter. */
export function holds(granted: Granted, meter: Meter, amount: number): boolean {
  const limit = granted.limits.get(meter.id)?.limit ?? null;
  return limit === null || amount <= limit;
}

/** How full a limit is, in percent; multiplied first, so that 29 of 100 is 29 and not a hair below it. */
export function percentOf(used: number, limit: number): number {
  return limit === 0 ? 100 : (used * 100) / limit;
}

/** What grace adds to a limit: its share, rounded up (S0.22); 0 for a hard limit and for none. */
export function graceAmount(terms: Limit): number {
  if (terms.grace === null || terms.limit === null) return 0;
  return Math.ceil((terms.limit * terms.grace.percent) / 100);
}

function graceEnd(terms: Limit, overSince: Instant, resetsAt: Instant | null): Instant {
  const byDays = later(overSince, (terms.grace?.days ?? 0) * DAY_MS);
  return resetsAt !== null && resetsAt < byDays ? resetsAt : byDays;
}

function stateOf(terms: Limit, limit: number, used: number, graceLeft: number): UsageState {
  if (used >= limit && graceLeft === 0) return 'blocked';
  if (used > limit) return 'grace';
  const percent = percentOf(used, limit);
  const first = terms.thresholds[0] ?? 80;
  const last = terms.thresholds.at(-1) ?? 95;
  if (percent >= last && terms.thresholds.length > 1) return 'critical';
  return percent >= first ? 'warning' : 'ok';
}
