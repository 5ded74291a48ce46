import { daysMarked } from '../kernel/days.ts';
import { completeWeeks, firstDayOf, WEEKS, weekOf } from '../observe/slices/activity.ts';
import { readTrend } from '../observe/slices/trend.ts';
import { lastReset, type LimitReading, limitsText } from './limit-readings.ts';
import type { RuleReading, StageSight } from './stage-rule.ts';

/** Active usage (S2.5): daily, by several people, growing, near limits. Early signals. */

/** Somebody was active on most working days. */
export function dailyUse({ account, today, settings }: StageSight): RuleReading {
  const { windowDays } = settings;
  const needed = settings.activeUsage.activeDays;
  const activeDays = daysMarked(account.activity.days, today, windowDays);
  return {
    rule: 'daily-use',
    holds: activeDays >= needed,
    detail: `active on ${activeDays} of the last ${windowDays} days; ${needed} make it daily`,
    values: { activeDays, windowDays, needed },
    // At most one day leaves the window each midnight.
    until: activeDays >= needed ? { day: today + activeDays - needed + 1 } : null,
  };
}

/** Several members were active. */
export function multiUser({ account, today, settings }: StageSight): RuleReading {
  const { windowDays } = settings;
  const needed = settings.activeUsage.members;
  const members = Object.values(account.members);
  const lastDays = members
    .flatMap(({ days }) => (days === null || today - days.last >= windowDays ? [] : [days.last]))
    .toSorted((left, right) => right - left);
  const deciding = lastDays[needed - 1];
  return {
    rule: 'multi-user',
    holds: deciding !== undefined,
    detail: `${lastDays.length} of ${members.length} members were active in the last ${windowDays} days; ${needed} make it several`,
    values: { activeMembers: lastDays.length, members: members.length, windowDays, needed },
    until: deciding === undefined ? null : { day: deciding + windowDays },
  };
}

/** Use grows from week to week, by the same reading of the trend that tells a decline. */
export function growingUse({ account, at, today }: StageSight): RuleReading {
  const week = weekOf(today);
  // While the week under way is the last active one, the calendar need not be asked.
  const complete = week === account.weeks.week ? account.weeks.past : completeWeeks(account, at, account.timeZone);
  const { trend, slope, weeks } = readTrend(complete);
  const percent = slope === null ? null : Math.round(slope * 100);
  const isForgotten = account.events.all === 0 || week - account.weeks.week > WEEKS;
  return {
    rule: 'growing-use',
    holds: trend === 'growing',
    detail:
      percent === null
        ? `${weeks} complete ${weeks === 1 ? 'week' : 'weeks'} of use; too few to tell a trend`
        : `${trend}: ${percent < 0 ? '' : '+'}${percent}% a week over ${weeks} weeks`,
    values: { trend, weeks, ...(percent === null ? {} : { percentPerWeek: percent }) },
    until: isForgotten ? null : { day: firstDayOf(week + 1) },
  };
}

/** A meter is at its limit's first threshold or beyond (S0.20: 80%, for API calls 90%). */
export function nearLimits(limits: readonly LimitReading[]): RuleReading {
  const near = limits.filter(({ isNear }) => isNear);
  return {
    rule: 'near-limits',
    holds: near.length > 0,
    detail: near.length === 0 ? 'every meter is below its first threshold' : limitsText(near),
    values: { meters: near.map(({ name }) => name) },
    until: lastReset(near),
  };
}
