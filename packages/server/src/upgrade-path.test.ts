import { afterAll, beforeAll, describe } from 'vitest';
import { createDatabase, type PostgresServer, startPostgres } from './testing/postgres-server.ts';
import { aKairos } from './testing/test-kairos.ts';
import { describeUpgradePath } from './testing/upgrade-path-contract.ts';

describeUpgradePath('embedded PostgreSQL', () => aKairos());

describe('with a server of its own', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  describeUpgradePath('PostgreSQL', async () => aKairos({ url: await createDatabase(server.url) }));
});
