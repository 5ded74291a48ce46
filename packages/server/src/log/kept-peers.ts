import type { PeerTable } from '@kairos/engine';
import type { Trx } from '../store/database.ts';

/** The latest table of peers of an environment, with its version; null while none was worked out. */
export async function latestPeers(trx: Trx, environment: string): Promise<PeerTable | null> {
  const row = await trx
    .selectFrom('peers')
    .select(['version', 'body'])
    .where('environment', '=', environment)
    .where('body', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.body === null) return null;
  return { ...(JSON.parse(row.body) as PeerTable), version: row.version };
}

/**
 * Takes it on to work out a table under a version; false where another process has, or is about to. One that has not come with it after
 * `staleAt` has gone: then it is taken over. Times are by the wall clock.
 */
export async function claimPeers(
  trx: Trx,
  environment: string,
  claim: { readonly version: string; readonly nowMs: number; readonly staleMs: number },
): Promise<boolean> {
  const { version, nowMs, staleMs } = claim;
  const claimed = await trx
    .insertInto('peers')
    .values({ environment, version, claimed_at: nowMs, accounts: null, body: null })
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'version'])
        .doUpdateSet({ claimed_at: nowMs })
        .where('peers.body', 'is', null)
        .where('peers.claimed_at', '<=', nowMs - staleMs),
    )
    .returning('version')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Keeps a table under the version that was claimed. */
export async function keepPeers(
  trx: Trx,
  environment: string,
  kept: { readonly version: string; readonly table: PeerTable; readonly accounts: number },
): Promise<void> {
  await trx
    .updateTable('peers')
    .set({ body: JSON.stringify(kept.table), accounts: kept.accounts })
    .where('environment', '=', environment)
    .where('version', '=', kept.version)
    .execute();
}
