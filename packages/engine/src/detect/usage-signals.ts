import type { Catalog, Meter, SignalPreset, SignalRule } from '../catalog/catalog.ts';
import type { LimitConfig } from '../catalog/config-schema.ts';
import type { Instant } from '../kernel/instant.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import type { Account, Signal, SignalPriority } from '../observe/account.ts';
import { planOf } from '../observe/entitlement.ts';
import { meterAt, usedAt } from '../observe/meter.ts';

/** What detection adds to an account: the account with its signals brought up to date, and those that fired just now. */
export interface Detection {
  readonly account: Account;
  readonly signals: readonly Signal[];
}

/**
 * Detects that use crossed a share of a limit: 80% and 95% by default (S0.20, X1), and the limit itself. Fires once per crossing
 * and period: the instance's id is made of signal, meter, period and limit, and an id that is known does not fire again.
 * Of one meter and period only the highest stays active; the others say what superseded them.
 */
export function detectUsageSignals(catalog: Catalog, before: Account, after: Account, at: Instant): Detection {
  if (
    after.meters === before.meters &&
    after.members === before.members &&
    after.subscription === before.subscription
  ) {
    return { account: after, signals: [] };
  }
  const { limits } = planOf(catalog, after);
  const standing = after.signals.filter(
    (signal) => !isOver(signal, at) && limits.get(signal.meter)?.limit === signal.evidence.limit,
  );
  const fired: Signal[] = [];
  for (const meter of catalog.meters.values()) {
    const terms = limits.get(meter.id);
    if (terms === undefined || terms.limit === null) continue;
    const crossed = catalog.signals.flatMap((rule) => crossing(rule, meter, terms, after, at) ?? []);
    fired.push(...crossed.filter((signal) => !standing.some((known) => known.id === signal.id)));
  }
  if (fired.length === 0 && standing.length === after.signals.length) return { account: after, signals: [] };
  const signals = supersede([...standing, ...fired]);
  const firedIds = new Set(fired.map((signal) => signal.id));
  return { account: { ...after, signals }, signals: signals.filter((signal) => firedIds.has(signal.id)) };
}

/** Drops the signals whose time is over. */
export function expireSignals(account: Account, at: Instant): Account {
  const standing = account.signals.filter((signal) => !isOver(signal, at));
  return standing.length === account.signals.length ? account : { ...account, signals: standing };
}

/** The signals that hold at an instant and that no higher one replaced: the most urgent first, ties by id. */
export function activeSignals(account: Account, at: Instant): readonly Signal[] {
  return account.signals
    .filter((signal) => signal.supersededBy === null && !isOver(signal, at))
    .toSorted(
      (left, right) =>
        PRIORITY_ORDER[left.priority] - PRIORITY_ORDER[right.priority] ||
        right.evidence.threshold - left.evidence.threshold ||
        byCodeUnit(left.id, right.id),
    );
}

/** S1.45: urgent before critical before high before medium. */
export const PRIORITY_ORDER: Readonly<Record<SignalPriority, number>> = {
  urgent: 0,
  critical: 1,
  high: 2,
  medium: 3,
  low: 4,
};

/** S1.35: 80% and more of a plan's capacity is critical. S1.36: at the cap it is urgent. */
const PRIORITY: Readonly<Record<SignalPreset, SignalPriority>> = {
  'usage.approaching': 'critical',
  'usage.critical': 'critical',
  'usage.reached': 'urgent',
};

function crossing(rule: SignalRule, meter: Meter, terms: LimitConfig, account: Account, at: Instant): Signal | null {
  const threshold = thresholdOf(rule.preset, terms);
  if (threshold === null || terms.limit === null || (rule.meters !== null && !rule.meters.has(meter.id))) return null;
  const used = usedAt(meter, account, at);
  if (used < 1 || used * 100 < threshold * terms.limit) return null;
  const { periodStart, periodEnd } = meterAt(meter, account, at);
  return {
    id: `${rule.id}:${meter.id}:${periodStart ?? 'ever'}:${terms.limit}`,
    signal: rule.id,
    category: 'usage',
    priority: PRIORITY[rule.preset],
    polarity: 'positive',
    meter: meter.id,
    firedAt: at,
    expiresAt: periodEnd,
    evidence: { used, limit: terms.limit, threshold },
    supersededBy: null,
  };
}

function thresholdOf(preset: SignalPreset, terms: LimitConfig): number | null {
  switch (preset) {
    case 'usage.approaching':
      return terms.thresholds[0] ?? null;
    case 'usage.critical':
      return terms.thresholds.length > 1 ? (terms.thresholds.at(-1) ?? null) : null;
    case 'usage.reached':
      return 100;
  }
}

function supersede(signals: readonly Signal[]): Signal[] {
  return signals.map((signal) => {
    const highest = signals
      .filter((other) => other.meter === signal.meter && other.expiresAt === signal.expiresAt)
      .reduce((best, other) => (other.evidence.threshold > best.evidence.threshold ? other : best), signal);
    return { ...signal, supersededBy: highest === signal ? null : highest.id };
  });
}

function isOver(signal: Signal, at: Instant): boolean {
  return signal.expiresAt !== null && signal.expiresAt <= at;
}
