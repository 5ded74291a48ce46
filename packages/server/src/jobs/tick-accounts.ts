import { type Account, type Instant, type Program, tick } from '@kairos/engine';
import { bookRenewals } from '../billing/ledger.ts';
import { appendFacts, insertSignals, writeStates } from '../log/append-facts.ts';
import { announceAccounts } from '../log/announce.ts';
import { decodeAccount } from '../log/account-codec.ts';
import type { Trx } from '../store/database.ts';

/** So many accounts are brought up to date in one transaction. */
const BATCH = 200;

/**
 * Brings up to date the accounts of an environment for which time alone has something to change by now: renewals, signals whose time
 * is over, stages. Each account is done by one process, whatever their number: rows that another holds are left to it. Answers how many.
 */
export async function tickDueAccounts(
  trx: Trx,
  context: { readonly environment: string; readonly program: Program; readonly now: Instant },
): Promise<number> {
  const { environment, now } = context;
  const rows = await trx
    .selectFrom('accounts')
    .select(['account', 'state'])
    .where('environment', '=', environment)
    .where('next_tick_at', '<=', now)
    .orderBy('bucket')
    .orderBy('account')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();
  const accounts = rows.map((row) => decodeAccount(row.state, row.account, now));
  for (const account of accounts) {
    const current = await bringUpToDate(trx, context, account);
    // Due, and yet as it was: what it is found by is written anew, and when to look again.
    if (current === account) await writeStates(trx, context, [account], { isNews: false });
  }
  return rows.length;
}

/** When the next account of an environment is due; null: none is. */
export async function nextTickOf(trx: Trx, environment: string): Promise<Instant | null> {
  const row = await trx
    .selectFrom('accounts')
    .select(({ fn }) => fn.min('next_tick_at').as('next'))
    .where('environment', '=', environment)
    .executeTakeFirst();
  return (row?.next as Instant | null | undefined) ?? null;
}

/**
 * Brings one account, which this transaction holds locked, up to date: renewals are facts like any other, told to the log, folded from
 * there and charged; signals that time alone began are noted, those whose time is over dropped. Answers the account as it is now.
 */
export async function bringUpToDate(
  trx: Trx,
  context: { readonly environment: string; readonly program: Program; readonly now: Instant },
  before: Account,
): Promise<Account> {
  const { environment, program, now } = context;
  const { account, facts, signals } = tick(program, before, now);
  if (account === before) return before;
  if (facts.length > 0) {
    await appendFacts(trx, context, new Map([[before.id, before]]), new Map([[before.id, facts]]));
    await bookRenewals(trx, context, before, facts);
  }
  await writeStates(trx, context, [account], { isNews: facts.length + signals.length > 0 });
  await insertSignals(trx, environment, before.id, signals);
  await announceAccounts(trx, environment, [before.id]);
  return account;
}
