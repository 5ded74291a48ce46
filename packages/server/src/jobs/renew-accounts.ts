import type { LogContext } from '../log/append-facts.ts';
import type { Database } from '../store/database.ts';
import { tickDueAccounts } from './tick-accounts.ts';

/**
 * Brings every account of an environment up to date by the given program, as after a change of what plans include: their stages and
 * signals are judged anew, without folding a log again.
 */
export async function renewAccounts(database: Database, context: LogContext): Promise<void> {
  const { environment, now } = context;
  const scope = { environment };
  await database.transaction(scope, (trx) =>
    trx
      .updateTable('accounts')
      .set({ next_tick_at: now })
      .where('environment', '=', environment)
      .where('state', '!=', '')
      .execute(),
  );
  let renewed = 1;
  while (renewed > 0) renewed = await database.transaction(scope, (trx) => tickDueAccounts(trx, context));
}
