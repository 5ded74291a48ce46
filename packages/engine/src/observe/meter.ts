import type { Catalog, Meter } from '../catalog/catalog.ts';
import { billingPeriod, calendarPeriod } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account, MeterState } from './account.ts';
import type { TrackFact } from './fact.ts';

/** The state of a meter at an instant, started again from nought where its period is over. */
export function meterAt(meter: Meter, account: Account, at: Instant): MeterState {
  const kept = account.meters[meter.id];
  if (kept !== undefined && (kept.periodEnd === null || at < kept.periodEnd)) return kept;
  return { value: 0, ...periodOf(meter, account, at), overSince: null };
}

/** Adds one event to the meter. What happened before the period began belongs to a period that is closed, and changes nothing. */
export function addToMeter(meter: Meter, account: Account, fact: TrackFact): MeterState {
  const state = meterAt(meter, account, fact.at);
  if (state.periodStart !== null && fact.at < state.periodStart) return state;
  return { ...state, value: clamp(state.value + amountOf(meter, fact)) };
}

/** Sets, keeps or clears the instant at which use went beyond the limit, from which grace runs. */
export function markOverLimit(state: MeterState, limit: number | null, at: Instant): MeterState {
  const isOver = limit !== null && state.value > limit;
  if (isOver === (state.overSince !== null)) return state;
  return { ...state, overSince: isOver ? at : null };
}

/** How far a meter is filled at an instant. */
export function usedAt(meter: Meter, account: Account, at: Instant): number {
  return meter.aggregate === 'members' ? Object.keys(account.members).length : meterAt(meter, account, at).value;
}

/** The meters that a fact may have changed, in the catalog's order. */
export function metersFedBy(catalog: Catalog, fact: TrackFact): readonly Meter[] {
  return catalog.metersByEvent.get(fact.event) ?? [];
}

/** Whatever amounts are sent, the sum stays a number that JSON can hold. */
function clamp(value: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(-Number.MAX_SAFE_INTEGER, value));
}

function amountOf(meter: Meter, fact: TrackFact): number {
  if (meter.aggregate !== 'sum') return 1;
  const value = fact.properties[meter.property];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function periodOf(meter: Meter, account: Account, at: Instant): Pick<MeterState, 'periodStart' | 'periodEnd'> {
  if (meter.aggregate === 'members' || meter.reset === 'never') return { periodStart: null, periodEnd: null };
  const { subscription } = account;
  const period =
    meter.reset !== 'period'
      ? calendarPeriod(meter.reset, at, account.timeZone)
      : subscription === null
        ? calendarPeriod('month', at, account.timeZone)
        : billingPeriod(subscription.startedAt, subscription.interval, at);
  return { periodStart: period.start, periodEnd: period.end };
}
