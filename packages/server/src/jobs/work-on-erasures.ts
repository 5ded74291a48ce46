import { environmentNow, type WallClock } from '../clock.ts';
import type { Programs } from '../log/programs.ts';
import { eraseAccountRows } from '../privacy/erase-account.ts';
import { eraseUserStep } from '../privacy/erase-user.ts';
import { takeErasure } from '../privacy/erasures.ts';
import type { Database } from '../store/database.ts';

/**
 * Takes the erasures of an environment that are under way one step on. Each step is one transaction, and each erasure is worked on by
 * one process at a time, whatever their number. Answers whether there may be more to do.
 */
export async function workOnErasures(
  { database, programs, wallClock }: ErasureParts,
  environment: string,
): Promise<boolean> {
  return database.transaction({ environment }, async (trx) => {
    const erasure = await takeErasure(trx, environment);
    if (erasure === null) return false;
    if (erasure.kind === 'account') {
      await eraseAccountRows(trx, erasure);
      return true;
    }
    const program = await programs.active(trx, environment);
    const now = await environmentNow(trx, environment, wallClock);
    await eraseUserStep(trx, { environment, program, now }, erasure);
    return true;
  });
}

interface ErasureParts {
  readonly database: Database;
  readonly programs: Programs;
  readonly wallClock: WallClock;
}
