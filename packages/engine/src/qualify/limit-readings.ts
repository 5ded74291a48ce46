import type { Catalog } from '../catalog/catalog.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { type Usage, usageOf } from '../observe/entitlement.ts';
import { usedAt } from '../observe/meter.ts';
import type { Turn } from './stage-rule.ts';

/** A limited meter that something is used of. */
export interface LimitReading {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  /** At its first threshold or beyond. */
  readonly isNear: boolean;
  readonly isReached: boolean;
  readonly resetsAt: Instant | null;
}

/**
 * Where an account stands under each of its limits, as far as that says something of its stage. How far back can be seen is no use;
 * one seat on a plan made for one is always taken; and a seat that was filled is a notice, only one beyond them is a wall (X9).
 */
export function limitReadings(catalog: Catalog, account: Account, at: Instant): readonly LimitReading[] {
  return [...catalog.meters.values()].flatMap((meter) => {
    if (meter.aggregate === 'history' || usedAt(meter, account, at) <= 0) return [];
    const usage = usageOf(catalog, account, meter, at);
    const isOfMembers = meter.aggregate === 'members';
    if (usage.limit === null || (isOfMembers && usage.limit <= 1 && usage.used <= 1)) return [];
    return [reading(meter.label, usage, usage.limit, isOfMembers)];
  });
}

function reading(name: string, { used, state, resetsAt }: Usage, limit: number, isOfMembers: boolean): LimitReading {
  const isReached = isOfMembers ? used > limit : used >= limit;
  return { name, used, limit, isNear: isReached || state !== 'ok', isReached, resetsAt };
}

/** `8 of 10 invoices, 3 of 3 seats` */
export function limitsText(readings: readonly LimitReading[]): string {
  return readings.map(({ name, used, limit }) => `${used} of ${limit} ${name}`).join(', ');
}

/** When the last of some limits starts again from nought; null when one never does. */
export function lastReset(readings: readonly LimitReading[]): Turn | null {
  const resets = readings.flatMap(({ resetsAt }) => (resetsAt === null ? [] : [resetsAt]));
  return resets.length === 0 || resets.length < readings.length ? null : { at: Math.max(...resets) as Instant };
}
