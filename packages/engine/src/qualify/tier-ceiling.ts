import type { Catalog } from '../catalog/catalog.ts';
import { type Instant, toIso } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { usageOf } from '../observe/entitlement.ts';
import { lacks } from './granted-use.ts';
import { lastReset, type LimitReading, limitsText } from './limit-readings.ts';
import { holdsUntil, recent, type RuleReading, type StageSight } from './stage-rule.ts';

/** Tier ceiling (S2.5): a limit is reached, or more than the plan has is asked for. An immediate opportunity. */

/** A meter is at its limit, grace or not. */
export function hardLimits(limits: readonly LimitReading[]): RuleReading {
  const reached = limits.filter(({ isReached }) => isReached);
  return {
    rule: 'hard-limits',
    holds: reached.length > 0,
    detail: reached.length === 0 ? 'no limit is reached' : limitsText(reached),
    values: { meters: reached.map(({ name }) => name) },
    until: lastReset(reached),
  };
}

/** Somebody was invited beyond the seats, tried to share what the plan lacks, or began to buy. Of each the latest counts. */
export function asksBeyondPlan(sight: StageSight): RuleReading {
  const { settings } = sight;
  const needed = settings.tierCeiling.asks;
  const asks = asksOf(sight).filter(({ at }) => recent([at], sight).length > 0);
  const latest = asks.map(({ at }) => at).toSorted((left, right) => right - left);
  return {
    rule: 'asks-beyond-plan',
    holds: asks.length >= needed,
    detail:
      asks.length === 0
        ? `nothing beyond the plan was asked for in the last ${settings.windowDays} days`
        : asks.map(({ what, at }) => `${what} on ${toIso(at)}`).join(', '),
    values: { asks: asks.length, windowDays: settings.windowDays, needed },
    until: holdsUntil(latest, needed, sight),
  };
}

interface Ask {
  readonly what: string;
  readonly at: Instant;
}

function asksOf({ catalog, granted, account, at }: StageSight): readonly Ask[] {
  const { shares, intent, organisation } = account;
  const { invitation } = organisation;
  const asks: Ask[] = [];
  if (invitation !== null && isBeyondSeats(catalog, account, { seat: invitation.seat, at }))
    asks.push({ what: 'an invitation beyond the seats', at: invitation.at });
  if (shares !== null && lacks(granted, shares.feature))
    asks.push({ what: `a share that needs ${shares.feature}`, at: shares.at });
  if (intent.checkoutAt !== null) asks.push({ what: 'a checkout begun', at: intent.checkoutAt });
  return asks;
}

/** Whether a seat is one more than there are, and those are still taken. */
function isBeyondSeats(
  catalog: Catalog,
  account: Account,
  { seat, at }: { readonly seat: number; readonly at: Instant },
): boolean {
  return [...catalog.meters.values()].some((meter) => {
    if (meter.aggregate !== 'members') return false;
    const { limit, used } = usageOf(catalog, account, meter, at);
    return limit !== null && seat > limit && used >= limit;
  });
}
