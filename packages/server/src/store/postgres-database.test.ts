import { afterAll, beforeAll, describe } from 'vitest';
import { createDatabase, installedPostgres, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { describeDatabase } from '../testing/database-contract.ts';
import { openDatabase } from './open-database.ts';

const [first, ...others] = installedPostgres();

describe.each(first === undefined ? [undefined] : [first, ...others])('$version', (installation) => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(installation);
  }, 60_000);
  afterAll(() => server.stop());

  describeDatabase('a PostgreSQL by its URL', async () => {
    const url = await createDatabase(server.url);
    const database = await openDatabase({ url });
    return {
      database,
      reopen: async () => {
        await database.close();
        return openDatabase({ url });
      },
    };
  });
});
