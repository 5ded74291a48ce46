import type { Fact } from '@kairos/engine';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';

/** Everything in the logs of a data directory whose server has stopped: each fact with the account that it is of. */
export async function readLog(
  directory: string,
): Promise<readonly { readonly account: string; readonly fact: Fact }[]> {
  const database = await openDatabase({ directory });
  try {
    return await database.transaction('system', async (trx) => {
      const rows = await trx.selectFrom('facts').select(['account', 'body']).orderBy('id').execute();
      return rows.map(({ account, body }) => ({ account, fact: JSON.parse(body) as Fact }));
    });
  } finally {
    await database.close();
  }
}
