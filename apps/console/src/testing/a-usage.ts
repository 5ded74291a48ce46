import type { SignalView } from '../api/account-view.ts';
import type { MeterUsageView, UsageState, UsageView } from '../api/usage-view.ts';

/** The environment's now in every test world. */
export const NOW = '2026-11-22T09:30:00.000Z';
const RESETS = '2026-12-01T00:00:00.000Z';
const HOUR_MS = 60 * 60_000;

/** A meter's usage, with all that follows from used and limit. */
export function aUsage(name: string, used: number, limit: number | null, { resets = true } = {}): UsageView {
  const grace = limit === null ? 0 : Math.ceil(limit / 10);
  const graceRemaining = limit === null ? 0 : Math.max(0, limit + grace - Math.max(used, limit));
  const state = stateOf(used, limit, graceRemaining);
  return {
    name,
    used,
    limit,
    ratio: limit === null ? null : used / limit,
    state,
    remaining: limit === null ? null : Math.max(0, limit - used),
    graceRemaining,
    resetsAt: resets ? RESETS : null,
    graceEndsAt: state === 'grace' ? '2026-11-24T16:00:00.000Z' : null,
  };
}

function stateOf(used: number, limit: number | null, graceRemaining: number): UsageState {
  if (limit === null) return 'ok';
  if (used >= limit && graceRemaining === 0) return 'blocked';
  if (used > limit) return 'grace';
  if (used >= limit * 0.95) return 'critical';
  return used >= limit * 0.8 ? 'warning' : 'ok';
}

/** The use over the current month that leads to a usage: a few units a day, none at the weekend, the end at the steady pace. */
export function aMeterUsage(meter: string, { name, used, limit, resetsAt }: UsageView): MeterUsageView {
  const start = resetsAt === null ? '2026-08-03T09:00:00.000Z' : '2026-11-01T00:00:00.000Z';
  const span = Date.parse(NOW) - Date.parse(start);
  const steps = Math.min(Math.max(1, Math.ceil(used)), 40);
  const points = Array.from({ length: steps }, (_, index) => {
    const part = (index + 1) / steps;
    return {
      at: new Date(Date.parse(start) + span * part ** 0.8 - HOUR_MS).toISOString(),
      used: Math.round(used * part),
    };
  });
  const fullAt = limit === null || used >= limit || used === 0 ? null : Date.parse(start) + (span * limit) / used;
  const isBeforeReset = fullAt !== null && (resetsAt === null || fullAt < Date.parse(resetsAt));
  return {
    meter,
    name,
    limit,
    thresholds: [80, 95],
    graceLimit: limit === null ? null : limit + Math.ceil(limit / 10),
    period: resetsAt === null ? null : { start, end: resetsAt },
    now: NOW,
    points: [{ at: start, used: 0 }, ...points],
    projectedFullAt: isBeforeReset ? new Date(fullAt).toISOString() : null,
  };
}

/** The signal that a meter's use has fired by now; none below 80%. */
export function aSignal(meter: string, { used, limit, ratio }: UsageView): readonly SignalView[] {
  if (limit === null || ratio === null || ratio < 0.8) return [];
  const threshold = ratio >= 1 ? 100 : ratio >= 0.95 ? 95 : 80;
  const signal = { 100: 'usage.reached', 95: 'usage.critical', 80: 'usage.approaching' }[threshold];
  return [
    {
      id: `${signal}:${meter}:2026-11`,
      signal: signal,
      category: 'usage',
      priority: threshold === 100 ? 'urgent' : 'critical',
      polarity: 'positive',
      subject: meter,
      meter,
      firedAt: '2026-11-20T14:12:00.000Z',
      expiresAt: RESETS,
      evidence: { used, limit, threshold },
      supersededBy: null,
    },
  ];
}
