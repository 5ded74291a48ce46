import type { Meter } from '../catalog/catalog.ts';
import { within } from '../kernel/bounded.ts';
import { DAY_MS, type Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { meterAt, usedAt } from '../observe/meter.ts';

/** Of a period less than this is too little to tell its end by. */
const LEAST_SHARE = 0.25;
/** What never resets is foreseen for so many days, by the account's average since it began, or since so many days at least. */
const AHEAD_DAYS = 30;
const LEAST_DAYS = 7;

/**
 * How much of a meter an account will need: at least one more than it uses. Of what starts again, what it comes to at the end of the
 * period at the pace so far; of what doesn't, what it comes to in thirty days; of seats, as many more as joined in the last thirty days.
 */
export function projectedNeed(account: Account, meter: Meter, at: Instant): number {
  const used = usedAt(meter, account, at);
  return Math.max(used + 1, Math.ceil(foreseen(account, meter, used, at)));
}

function foreseen(account: Account, meter: Meter, used: number, at: Instant): number {
  if (meter.aggregate === 'history') return used;
  if (meter.aggregate === 'members')
    return used + within(account.organisation.joinedAt, at, AHEAD_DAYS * DAY_MS).length;
  const { periodStart, periodEnd } = meterAt(meter, account, at);
  if (periodStart === null || periodEnd === null) {
    const days = Math.max(LEAST_DAYS, (at - account.since) / DAY_MS);
    return used + (used / days) * AHEAD_DAYS;
  }
  return used / Math.max(LEAST_SHARE, (at - periodStart) / (periodEnd - periodStart));
}
