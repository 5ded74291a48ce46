import { type Instant, MIN_PEERS, PeerTally, type Program, toIso } from '@kairos/engine';
import { decodeAccount } from '../log/account-codec.ts';
import { announceEnvironment } from '../log/announce.ts';
import { claimPeers, keepPeers, latestPeers } from '../log/kept-peers.ts';
import type { Programs } from '../log/programs.ts';
import type { Database, Trx } from '../store/database.ts';

/** So many accounts are read, and held, at a time. */
const PAGE = 1_000;
/** A process that has not come with its table by then has gone. */
const STALE_MS = 10 * 60_000;

/** The day of an instant in UTC, as `2026-03-10`: the version of the table that is worked out on it. */
export function peersDay(at: Instant): string {
  return toIso(at).slice(0, 10);
}

/**
 * Works out how the accounts of each plan compare, once a day and environment, whatever the number of processes; every process compiles
 * by it from then on. Reads all states page by page, each in a transaction of its own. Answers whether the day is settled: the table is
 * there, or there can't be one, as nothing is metered or there are too few accounts; not while another process is at it.
 */
export async function comparePeers(
  database: Database,
  programs: Programs,
  { environment, now, nowMs }: { readonly environment: string; readonly now: Instant; readonly nowMs: number },
): Promise<boolean> {
  const scope = { environment };
  const version = peersDay(now);
  const program = await database.transaction(scope, async (trx) => {
    const active = await programs.active(trx, environment);
    if (active.catalog.meters.size === 0 || !(await areEnough(trx, environment))) return 'settled';
    if ((await latestPeers(trx, environment))?.version === version) return 'settled';
    const isOurs = await claimPeers(trx, environment, { version, nowMs: Math.floor(nowMs), staleMs: STALE_MS });
    return isOurs ? active : 'elsewhere';
  });
  if (program === 'settled' || program === 'elsewhere') return program === 'settled';
  const { table, accounts } = await tallyAll(database, program, { environment, now });
  await database.transaction(scope, async (trx) => {
    await keepPeers(trx, environment, { version, table, accounts });
    await announceEnvironment(trx, environment);
  });
  programs.forget(environment);
  return true;
}

/** Whether there are as many accounts as any comparison needs: looked at without counting them all. */
async function areEnough(trx: Trx, environment: string): Promise<boolean> {
  const rows = await trx
    .selectFrom('accounts')
    .select('account')
    .where('environment', '=', environment)
    .where('state', '!=', '')
    .limit(MIN_PEERS)
    .execute();
  return rows.length === MIN_PEERS;
}

async function tallyAll(
  database: Database,
  { catalog }: Program,
  { environment, now }: { readonly environment: string; readonly now: Instant },
): Promise<{ readonly table: ReturnType<PeerTally['table']>; readonly accounts: number }> {
  const tally = new PeerTally(catalog, now);
  let accounts = 0;
  // By bucket, a hash: the order says nothing of what accounts use, as a sample needs it.
  for (let after: Place | null = { bucket: -1, account: '' }; after !== null; ) {
    const last: Place = after;
    const rows = await database.transaction({ environment }, (trx) => statesAfter(trx, environment, last));
    for (const row of rows) tally.add(decodeAccount(row.state, row.account, now));
    accounts += rows.length;
    after = rows.length < PAGE ? null : (rows.at(-1) ?? null);
  }
  return { table: tally.table(), accounts };
}

interface Place {
  readonly bucket: number;
  readonly account: string;
}

function statesAfter(
  trx: Trx,
  environment: string,
  after: Place,
): Promise<readonly (Place & { readonly state: string })[]> {
  return trx
    .selectFrom('accounts')
    .select(['bucket', 'account', 'state'])
    .where('environment', '=', environment)
    .where('state', '!=', '')
    .where(({ eb, refTuple, tuple }) => eb(refTuple('bucket', 'account'), '>', tuple(after.bucket, after.account)))
    .orderBy('bucket')
    .orderBy('account')
    .limit(PAGE)
    .execute();
}
