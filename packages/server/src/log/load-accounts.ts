import { type Account, type Instant, newAccount } from '@kairos/engine';
import { sql } from 'kysely';
import type { Trx } from '../store/database.ts';
import { decodeAccount } from './account-codec.ts';
import { bucketOf } from './bucket.ts';

/**
 * Loads accounts for a change, each row locked until the transaction ends. Accounts that aren't there yet are made. Rows are always
 * taken in key order, whoever asks, so that two transactions can wait for each other but never in a circle.
 */
export async function lockAccounts(
  trx: Trx,
  environment: string,
  ids: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Account>> {
  const keys = ids
    .map((account) => ({ bucket: bucketOf(account), account }))
    .toSorted((left, right) => left.bucket - right.bucket || (left.account < right.account ? -1 : 1));
  const buckets = keys.map((key) => key.bucket);
  const accounts = keys.map((key) => key.account);
  await sql`
    insert into accounts (environment, bucket, account, state, updated_at)
    select ${environment}, bucket, account, '', ${now}::bigint
    from unnest(${buckets}::smallint[], ${accounts}::text[]) as touched (bucket, account)
    on conflict do nothing`.execute(trx);
  // Each key is looked up by itself: a join is planned by statistics, and where these are old it reads every account at every flush.
  const { rows } = await sql<{ account: string; state: string }>`
    select locked.account, locked.state
    from unnest(${buckets}::smallint[], ${accounts}::text[]) as touched (bucket, account)
    cross join lateral (
      select accounts.account, accounts.state from accounts
      where accounts.environment = ${environment} and accounts.bucket = touched.bucket and accounts.account = touched.account
      for update
    ) as locked`.execute(trx);
  const locked = new Map(rows.map((row) => [row.account, decodeAccount(row.state, row.account, now)]));
  // Erased between the two statements, by a transaction that this one waited for: they begin anew.
  const gone = accounts.filter((account) => !locked.has(account));
  return gone.length === 0 ? locked : new Map([...locked, ...(await lockAccounts(trx, environment, gone, now))]);
}

/** Reads one account as it is; null when nothing was ever heard of it. */
export async function readAccount(trx: Trx, environment: string, id: string, now: Instant): Promise<Account | null> {
  const row = await trx
    .selectFrom('accounts')
    .select('state')
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(id))
    .where('account', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : decodeAccount(row.state, id, now);
}

/** Reads one account, or answers as for one of which nothing is known: on the default plan, nothing used. */
export async function readAccountOrNew(trx: Trx, environment: string, id: string, now: Instant): Promise<Account> {
  return (await readAccount(trx, environment, id, now)) ?? newAccount(id, now);
}
