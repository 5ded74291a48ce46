import type { Meter } from '../catalog/catalog.ts';
import { entry } from '../kernel/bounded.ts';
import { billingPeriod, calendarPeriod } from '../kernel/calendar.ts';
import { addDistinct, countDistinct } from '../kernel/distinct.ts';
import { DAY_MS, type Instant } from '../kernel/instant.ts';
import { unreachable } from '../kernel/invariant.ts';
import { cutText } from '../kernel/scalar.ts';
import { type Account, LIMITS, type MeterState } from './account.ts';
import type { ConsumeFact, TrackFact } from './fact.ts';

/** Use at this percentage of a limit and more is high (S2.20). */
const HIGH_PERCENT = 80;

/** The state of a meter at an instant, started again from nought where its period is over. */
export function meterAt(meter: Meter, account: Account, at: Instant): MeterState {
  const running = runningAt(meter, account, at);
  if (running !== null) return running;
  const kept = entry(account.meters, meter.id);
  const period = periodOf(meter, account, at);
  const follows = kept !== null && kept.highSince !== null && kept.periodEnd === period.periodStart;
  return {
    ...UNUSED,
    ...period,
    highPeriods: follows ? kept.highPeriods + 1 : 0,
  };
}

/** What is kept of a meter, while the period that it is of goes on; null where nothing is kept or that period is over. */
function runningAt(meter: Meter, account: Account, at: Instant): MeterState | null {
  const kept = entry(account.meters, meter.id);
  return kept !== null && (kept.periodEnd === null || at < kept.periodEnd) ? kept : null;
}

/** A meter of which nothing is used yet. */
export const UNUSED: Omit<MeterState, 'periodStart' | 'periodEnd'> = {
  value: 0,
  lastAt: null,
  overSince: null,
  highSince: null,
  highPeriods: 0,
  distinct: null,
};

/** Adds one event, or what was consumed, to the meter. What happened before the period began belongs to a period that is closed, and changes nothing. */
export function addToMeter(meter: Meter, account: Account, fact: TrackFact | ConsumeFact): MeterState {
  const state = meterAt(meter, account, fact.at);
  if (state.periodStart !== null && fact.at < state.periodStart) return state;
  const lastAt = state.lastAt === null || fact.at > state.lastAt ? fact.at : state.lastAt;
  const set = (value: number): MeterState => ({
    ...state,
    value: clamp(value),
    lastAt,
  });
  if (fact.kind === 'consume') return isConsumable(meter) ? set(state.value + fact.amount) : state;
  switch (meter.aggregate) {
    case 'count':
      return set(state.value + 1);
    case 'sum':
      return set(state.value + (numberIn(fact, meter.property) ?? 0));
    case 'max':
      return set(Math.max(state.value, numberIn(fact, meter.property) ?? 0));
    case 'latest': {
      const value = numberIn(fact, meter.property);
      return value === null || fact.at < lastAt ? state : set(value);
    }
    case 'unique': {
      const seen = meter.property === undefined ? fact.user : textIn(fact, meter.property);
      if (seen === null) return state;
      const distinct = addDistinct(state.distinct, seen);
      return distinct === state.distinct ? state : { ...set(countDistinct(distinct)), distinct };
    }
    case 'members':
    case 'history':
      return state;
    default:
      return unreachable(meter);
  }
}

/** Whether an amount can be added to a meter: what it stands at is the sum of what was used. */
export function isConsumable(meter: Meter): meter is Extract<Meter, { aggregate: 'count' | 'sum' }> {
  return meter.aggregate === 'count' || meter.aggregate === 'sum';
}

/** Sets, keeps or clears since when use has been beyond the limit, from which grace runs, and since when it has been high. */
export function markLevel(state: MeterState, limit: number | null, at: Instant): MeterState {
  const overSince = limit !== null && state.value > limit ? (state.overSince ?? at) : null;
  const highSince =
    limit !== null && state.value > 0 && state.value * 100 >= limit * HIGH_PERCENT ? (state.highSince ?? at) : null;
  return overSince === state.overSince && highSince === state.highSince ? state : { ...state, overSince, highSince };
}

/** How far a meter is filled at an instant. */
export function usedAt(meter: Meter, account: Account, at: Instant): number {
  switch (meter.aggregate) {
    case 'members':
      return Object.keys(account.members).length;
    case 'history':
      return Math.floor(Math.max(0, at - account.since) / DAY_MS);
    default:
      // Without a running period nothing is used: no calendar needs to be asked.
      return runningAt(meter, account, at)?.value ?? 0;
  }
}

/** Whatever amounts are sent, the sum stays a number that JSON can hold. */
function clamp(value: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(-Number.MAX_SAFE_INTEGER, value));
}

/** The number under a property; null where there is none. */
export function numberIn(fact: TrackFact, property: string): number | null {
  const value = entry(fact.properties, property);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The text under a property, numbers as text; null where there is none. */
export function textIn(fact: TrackFact, property: string): string | null {
  const value = entry(fact.properties, property);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? cutText(value, LIMITS.traitLength) : null;
}

function periodOf(meter: Meter, account: Account, at: Instant): Pick<MeterState, 'periodStart' | 'periodEnd'> {
  if (meter.aggregate === 'members' || meter.aggregate === 'history' || meter.reset === 'never')
    return { periodStart: null, periodEnd: null };
  const { subscription } = account;
  const period =
    meter.reset !== 'period'
      ? calendarPeriod(meter.reset, at, account.timeZone)
      : subscription === null
        ? calendarPeriod('month', at, account.timeZone)
        : billingPeriod(subscription.startedAt, subscription.interval, at);
  return { periodStart: period.start, periodEnd: period.end };
}
