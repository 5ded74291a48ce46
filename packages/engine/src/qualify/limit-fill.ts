import type { Catalog, Meter } from '../catalog/catalog.ts';
import type { Instant } from '../kernel/instant.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import type { Account } from '../observe/account.ts';
import { usageOf } from '../observe/entitlement.ts';
import { meterAt, usedAt } from '../observe/meter.ts';

/** How full one limit is. */
export interface LimitFill {
  readonly meter: string;
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  /** used / limit, at most 1. */
  readonly share: number;
  /** At its first threshold or beyond (S0.20). */
  readonly isNear: boolean;
  /** Use of everything that it gives; where it counts seats, somebody has each. */
  readonly isReached: boolean;
  /** It counts people, not what they do. */
  readonly isSeats: boolean;
  /** The period before this one ended at 80% of it and more: what was proven does not end with a reset. */
  readonly wasHigh: boolean;
}

/** Seats of a pair say nothing of use: from so many people on they are a team that works with it. */
const TEAM = 3;

/**
 * The limits of an account as far as their use is real, the fullest first, ties by the meter's id. Left out: how far back can be seen,
 * for it fills by age; limits of nought; and seats, until a team of three sits on them.
 */
export function limitFills(catalog: Catalog, account: Account, at: Instant): readonly LimitFill[] {
  return [...catalog.meters.values()]
    .flatMap((meter) => {
      const fill = fillOf(catalog, account, meter, at);
      return fill === null ? [] : [fill];
    })
    .toSorted((left, right) => right.share - left.share || byCodeUnit(left.meter, right.meter));
}

function fillOf(catalog: Catalog, account: Account, meter: Meter, at: Instant): LimitFill | null {
  if (meter.aggregate === 'history') return null;
  const isSeats = meter.aggregate === 'members';
  const used = usedAt(meter, account, at);
  if (isSeats && used < TEAM) return null;
  const { limit, state } = usageOf(catalog, account, meter, at);
  if (limit === null || limit === 0) return null;
  return {
    meter: meter.id,
    name: meter.label,
    used,
    limit,
    share: Math.max(0, Math.min(1, used / limit)),
    isNear: used >= limit || state !== 'ok',
    isReached: used >= limit,
    isSeats,
    wasHigh: meterAt(meter, account, at).highPeriods > 0,
  };
}

/** `8 of 10 invoices` */
export function fillText({ used, limit, name }: LimitFill): string {
  return `${used} of ${limit} ${name}`;
}
