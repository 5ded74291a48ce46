import type { Instant } from '@kairos/engine';
import { instant } from '@kairos/engine';
import type { Trx } from './store/database.ts';

/** The wall clock: milliseconds since 1970. Passed in, so that tests can hold it. */
export type WallClock = () => number;

export function wallNow(wallClock: WallClock): Instant {
  const now = instant(Math.floor(wallClock()));
  if (now === null) throw new RangeError(`the wall clock says ${wallClock()}, which is no time between 1970 and 9999`);
  return now;
}

/** What an environment's clock says: a test environment's own once it was set, the wall clock otherwise. */
export async function environmentNow(trx: Trx, environment: string, wallClock: WallClock): Promise<Instant> {
  return (await fixedClock(trx, environment)) ?? wallNow(wallClock);
}

/** The instant at which a test environment's clock stands; null while it follows the wall clock. */
export async function fixedClock(trx: Trx, environment: string): Promise<Instant | null> {
  const row = await trx.selectFrom('environments').select('clock').where('id', '=', environment).executeTakeFirst();
  return row?.clock == null ? null : instant(row.clock);
}
