import { type Account, type Fact, type Instant, newAccount, observe, type Signal } from '@kairos/engine';
import type { Database, Trx } from '../store/database.ts';
import { insertSignals, type LogContext, writeStates } from './append-facts.ts';
import { announceAccounts } from './announce.ts';
import { bucketOf } from './bucket.ts';
import { lockAccounts } from './load-accounts.ts';

/** So many facts are read at a time. */
const PAGE = 2_000;

/**
 * Folds the logs of all accounts of an environment again, by the given program: what a change of meters calls for, since what was not
 * metered then is metered now. One transaction an account, so that it can go on beside everything else. Answers how many.
 */
export async function refoldAll(database: Database, context: LogContext): Promise<number> {
  const scope = { environment: context.environment };
  let after = { bucket: -1, account: '' };
  for (let count = 0; ; count += 1) {
    const next = await database.transaction(scope, (trx) => nextAccount(trx, context.environment, after));
    if (next === null) return count;
    await database.transaction(scope, (trx) => refold(trx, context, next.account));
    after = next;
  }
}

/** Folds the log of one account again, by the given program, under the account's lock. Answers its state. */
export async function refold(trx: Trx, context: LogContext, id: string): Promise<Account> {
  const locked = await lockAccounts(trx, context.environment, [id], context.now);
  const stored = locked.get(id);
  let account: Account = newAccount(id, stored?.since ?? context.now);
  const signals: Signal[] = [];
  for await (const facts of pagesOfLog(trx, context.environment, id)) {
    for (const fact of facts) {
      const observed = observe(context.program, account, fact);
      account = observed.account;
      signals.push(...observed.signals);
    }
  }
  await writeStates(trx, context, [account], { isNews: false });
  await insertSignals(trx, context.environment, id, signals);
  await announceAccounts(trx, context.environment, [id]);
  return account;
}

/** The account's facts in the order in which they happened; those of one instant in the order of their ids. */
async function* pagesOfLog(trx: Trx, environment: string, account: string): AsyncGenerator<readonly Fact[]> {
  let after: { readonly at: Instant | number; readonly id: string } | null = { at: -1, id: '' };
  while (after !== null) {
    const { at, id } = after;
    const rows: readonly { readonly at: number; readonly id: string; readonly body: string }[] = await trx
      .selectFrom('facts')
      .select(['at', 'id', 'body'])
      .where('environment', '=', environment)
      .where('bucket', '=', bucketOf(account))
      .where('account', '=', account)
      .where(({ eb, or, and }) => or([eb('at', '>', at), and([eb('at', '=', at), eb('id', '>', id)])]))
      .orderBy('at')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    yield rows.map((row) => JSON.parse(row.body) as Fact);
    after = rows.length < PAGE ? null : (rows.at(-1) ?? null);
  }
}

async function nextAccount(
  trx: Trx,
  environment: string,
  after: { readonly bucket: number; readonly account: string },
): Promise<{ readonly bucket: number; readonly account: string } | null> {
  const row = await trx
    .selectFrom('accounts')
    .select(['bucket', 'account'])
    .where('environment', '=', environment)
    .where(({ eb, or, and }) =>
      or([eb('bucket', '>', after.bucket), and([eb('bucket', '=', after.bucket), eb('account', '>', after.account)])]),
    )
    .orderBy('bucket')
    .orderBy('account')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
