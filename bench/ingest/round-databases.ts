import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';
import { createDatabase } from '../../packages/server/src/testing/postgres-server.ts';
import type { Surroundings } from '../measuring/suite.ts';
import { startDurablePostgres } from './durable-postgres.ts';

/** A PostgreSQL server, and for each round an empty database with Kairos' tables on it, and an embedded one in a directory. */
export async function openRoundDatabases(): Promise<Surroundings> {
  const server = await startDurablePostgres();
  const directory = mkdtempSync(join(tmpdir(), 'kairos-bench-'));
  const template = join(directory, 'template');
  await (await openDatabase({ directory: template })).close();
  return {
    openRound: async (round) => {
      const postgres = await createDatabase(server.url);
      await (await openDatabase({ url: postgres })).close();
      const pglite = join(directory, `round-${round}`);
      cpSync(template, pglite, { recursive: true });
      return { postgres, pglite };
    },
    close: async () => {
      rmSync(directory, { recursive: true, force: true });
      await server.stop();
    },
  };
}
