import type { Limit, Meter } from '../../catalog/catalog.ts';
import { entry } from '../../kernel/bounded.ts';
import { DAY_MS, type Instant, later } from '../../kernel/instant.ts';
import { dayOf, startOfDay } from '../../kernel/days.ts';
import type { Signal } from '../../observe/account.ts';
import { meterAt, usedAt } from '../../observe/meter.ts';
import { blockedInWeek, WINDOW_DAYS } from '../../observe/slices/blocked.ts';
import type { Detector, Finding, LimitedMeter, Sight, Slice } from '../detector.ts';

/** Once fired, a share of a limit that never resets must fall this far below before it can be crossed again, in percent. */
const HYSTERESIS = 5;

const METERED: readonly Slice[] = ['meters', 'members', 'subscription', 'timeZone'];

/** S0.20, X1: a share of a limit, fired once per crossing and period; of one meter and period only the highest stays active. */
function crossing(
  thresholdOf: (limit: Limit) => number | null,
): Detector<'usage.approaching' | 'usage.critical' | 'usage.reached'> {
  return {
    reads: METERED,
    find: (sight, rule, standing) =>
      atLimits(sight, rule.params.meters, ({ meter, limit, terms }) => {
        const threshold = thresholdOf(terms);
        return threshold === null ? null : crossed(sight, { meter, limit, threshold }, standing);
      }),
  };
}

function crossed(
  sight: Sight,
  {
    meter,
    limit,
    threshold,
  }: {
    readonly meter: Meter;
    readonly limit: number;
    readonly threshold: number;
  },
  standing: readonly Signal[],
): Finding | null {
  const used = usedAt(meter, sight.account, sight.at);
  // No hysteresis reaches this far down: the period need not be asked for.
  if (used <= 0 || used * 100 < (threshold - HYSTERESIS) * limit) return null;
  const { periodStart, periodEnd } = meterAt(meter, sight.account, sight.at);
  const episode = `${periodStart ?? 'ever'}:${limit}`;
  const stands =
    periodEnd === null && standing.some((signal) => signal.subject === meter.id && signal.evidence['limit'] === limit);
  const percent = stands ? threshold - HYSTERESIS : threshold;
  if (used * 100 < percent * limit) return null;
  return {
    subject: meter.id,
    episode,
    evidence: { used, limit, threshold, ...(threshold === 100 ? attempted(meter) : {}) },
    expiresAt: periodEnd,
    group: meter.id,
    rank: threshold,
  };
}

/** S0.2: what was being done when the limit was hit. */
function attempted(meter: Meter): { readonly attempted?: string } {
  return 'event' in meter ? { attempted: meter.event } : {};
}

export const usageApproaching: Detector<'usage.approaching'> = crossing((limit) => limit.thresholds[0] ?? null);

export const usageCritical: Detector<'usage.critical'> = crossing((limit) =>
  limit.thresholds.length > 1 ? (limit.thresholds.at(-1) ?? null) : null,
);

export const usageReached: Detector<'usage.reached'> = crossing(() => 100);

const NOT_HIGH = { highSince: null, periodEnd: null };

/** S2.20: high in period after period, or for so many days where nothing resets. */
export const usageSustained: Detector<'usage.sustained'> = {
  reads: METERED,
  find: (sight, rule) =>
    atLimits(sight, rule.params.meters, ({ meter, limit }) => {
      const used = usedAt(meter, sight.account, sight.at);
      if (used * 100 < rule.params.percent * limit) return null;
      const { highSince, highPeriods, periodEnd } = meterAt(meter, sight.account, sight.at);
      if (highSince === null) return null;
      const resets = periodEnd !== null;
      const days = Math.floor((sight.at - highSince) / DAY_MS);
      const holds = resets ? highPeriods + 1 >= rule.params.periods : days >= rule.params.days;
      if (!holds) return null;
      const evidence = resets ? { used, limit, periods: highPeriods + 1 } : { used, limit, days };
      const episode = `${resets ? periodEnd : highSince}:${limit}`;
      return { subject: meter.id, episode, evidence, expiresAt: periodEnd };
    }),
  next: (sight, rule) => {
    const turns: Instant[] = [];
    for (const { meter } of sight.limits) {
      const { highSince, periodEnd } = entry(sight.account.meters, meter.id) ?? NOT_HIGH;
      const isWatched = rule.params.meters?.includes(meter.id) ?? true;
      if (isWatched && highSince !== null && periodEnd === null)
        turns.push(later(highSince, rule.params.days * DAY_MS));
    }
    return earliest(turns, sight.at);
  },
};

/** S1.44: API calls beyond what the plan includes. */
export const apiOverLimit: Detector<'api.over_limit'> = {
  reads: METERED,
  find: (sight) =>
    atLimits(sight, undefined, ({ meter, limit }) => {
      if (meter.dimension !== 'api') return null;
      const used = usedAt(meter, sight.account, sight.at);
      if (used <= limit) return null;
      const { periodStart, periodEnd } = meterAt(meter, sight.account, sight.at);
      const episode = `${periodStart ?? 'ever'}:${limit}`;
      return { subject: meter.id, episode, evidence: { used, limit, ...attempted(meter) }, expiresAt: periodEnd };
    }),
};

/** S2.20: a rate limit hit again and again within a week. */
export const rateLimitRepeated: Detector<'ratelimit.repeated'> = {
  reads: ['rateLimits', 'timeZone'],
  find: (sight, rule) => inWeek(sight, 'rateLimits', rule.params.hits),
  next: (sight, rule) => weekEnds(sight, 'rateLimits', rule.params.hits),
};

/** S2.24: what was sought lay behind a limit, so many times a week; the evidence names what it was. */
export const contentBlocked: Detector<'content.blocked'> = {
  reads: ['blocked', 'timeZone'],
  find: (sight, rule) => inWeek(sight, 'blocked', rule.params.perWeek),
  next: (sight, rule) => weekEnds(sight, 'blocked', rule.params.perWeek),
};

function inWeek(sight: Sight, slice: 'blocked' | 'rateLimits', needed: number): readonly Finding[] {
  const { account, at } = sight;
  const today = dayOf(at, account.timeZone);
  return Object.entries(account[slice]).flatMap(([meter, state]) => {
    const times = blockedInWeek(state, today);
    if (times < needed) return [];
    const evidence = {
      times,
      days: WINDOW_DAYS,
      ...(state.items.length === 0 ? {} : { items: state.items }),
    };
    const expiresAt = startOfDay(dayOf(state.lastAt, account.timeZone) + WINDOW_DAYS, account.timeZone);
    return [
      {
        subject: meter === '' ? null : meter,
        episode: 'week',
        evidence,
        expiresAt,
      },
    ];
  });
}

/** The first midnight after which a week that was full no longer is. */
function weekEnds({ account, at }: Sight, slice: 'blocked' | 'rateLimits', needed: number): Instant | null {
  const today = dayOf(at, account.timeZone);
  const ends = Object.values(account[slice]).flatMap((state) => {
    if (blockedInWeek(state, today) < needed) return [];
    const ahead = Array.from({ length: WINDOW_DAYS }, (_, index) => today + index + 1);
    const end = ahead.find((day) => blockedInWeek(state, day) < needed);
    return end === undefined ? [] : startOfDay(end, account.timeZone);
  });
  return earliest(ends, at);
}

/** What is found at each limit that a rule watches: every one where it doesn't say. */
function atLimits(
  { limits }: Sight,
  watched: readonly string[] | undefined,
  find: (at: LimitedMeter) => Finding | null,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const limited of limits) {
    if (watched !== undefined && !watched.includes(limited.meter.id)) continue;
    const finding = find(limited);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}

/** The first of several instants that is still to come. */
export function earliest(instants: readonly Instant[], after: Instant): Instant | null {
  let first: Instant | null = null;
  for (const at of instants) if (at > after && (first === null || at < first)) first = at;
  return first;
}
