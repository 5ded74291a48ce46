import { type Instant, toIso } from '../kernel/instant.ts';
import { planOf } from '../observe/entitlement.ts';
import { readTrend } from '../observe/slices/trend.ts';
import { wholeWeeks } from '../detect/presets/health.ts';
import { type QualificationSight, type RuleVerdict, standsUntil } from './qualification-rule.ts';

/** Never upsell trouble (S3.34, S4.16): what speaks against an offer until it is over. */

/** Use declines week by week, by the same reading of the trend as the signal's. */
export function declining({ account, at, settings }: QualificationSight): RuleVerdict {
  const { slope, weeks } = readTrend(wholeWeeks(account, at));
  const change = slope === null ? null : Math.round(slope * 1000) / 10;
  return {
    rule: 'health.declining',
    pass: slope === null || slope > -settings.decline,
    detail:
      change === null
        ? `${weeks} complete ${weeks === 1 ? 'week' : 'weeks'} of use are too few to tell a decline`
        : `use changes by ${change < 0 ? '' : '+'}${change}% a week over ${weeks} weeks; falling by ${Math.round(settings.decline * 1000) / 10}% is a decline`,
    values: { weeks, ...(change === null ? {} : { percentPerWeek: change }) },
  };
}

export function tickets({ account, settings }: QualificationSight): RuleVerdict {
  const opened = Object.values(account.health.tickets);
  const open = opened.length;
  const since = open === 0 ? '' : `, the oldest since ${toIso(Math.min(...opened) as Instant)}`;
  return {
    rule: 'health.tickets',
    pass: open < settings.openTickets,
    detail: `${open} open ${open === 1 ? 'ticket' : 'tickets'}${since}; ${settings.openTickets} speak${settings.openTickets === 1 ? 's' : ''} against an offer`,
    values: { open, against: settings.openTickets },
  };
}

export function complaint(sight: QualificationSight): RuleVerdict {
  const { complaintAt } = sight.account.health;
  return recentTrouble(sight, {
    rule: 'health.complaint',
    happened: complaintAt,
    days: sight.settings.complaintDays,
    what: 'complaint',
  });
}

export function payment(sight: QualificationSight): RuleVerdict {
  const { paymentFailedAt } = sight.account.health;
  return recentTrouble(sight, {
    rule: 'health.payment',
    happened: paymentFailedAt,
    days: sight.settings.paymentFailedDays,
    what: 'failed payment',
  });
}

/** A step down that was made lately, or that waits for the end of the period. */
export function downgrade(sight: QualificationSight): RuleVerdict {
  const { catalog, account, settings } = sight;
  const pending = account.subscription?.pending ?? null;
  const waiting = pending === null ? null : (catalog.planById.get(pending.plan) ?? null);
  if (pending !== null && waiting !== null && waiting.rank < planOf(catalog, account).rank) {
    return {
      rule: 'health.downgrade',
      pass: false,
      detail: `a step down to ${waiting.name} is asked for and takes effect on ${toIso(pending.at)}`,
      values: { to: waiting.id, at: toIso(pending.at) },
    };
  }
  return recentTrouble(sight, {
    rule: 'health.downgrade',
    happened: account.health.downgradedAt,
    days: settings.downgradeDays,
    what: 'step down',
  });
}

function recentTrouble(
  { at }: QualificationSight,
  {
    rule,
    happened,
    days,
    what,
  }: {
    readonly rule: RuleVerdict['rule'];
    readonly happened: Instant | null;
    readonly days: number;
    readonly what: string;
  },
): RuleVerdict {
  const until = standsUntil(happened, days, at);
  if (happened !== null && until !== null) {
    return {
      rule,
      pass: false,
      detail: `a ${what} on ${toIso(happened)}; it stands until ${toIso(until)}`,
      values: { at: toIso(happened), until: toIso(until), days },
    };
  }
  return {
    rule,
    pass: true,
    detail: `no ${what} in the last ${days} ${days === 1 ? 'day' : 'days'}${happened === null ? '' : `; the last was on ${toIso(happened)}`}`,
    values: { days, ...(happened === null ? {} : { at: toIso(happened) }) },
  };
}
