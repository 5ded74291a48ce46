import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { BARE_TABLE, BULK_INSERT, bulkInsertLists } from './bulk-insert.ts';
import { laterMessages } from './messages.ts';
import { type Engine, limitMs } from './time-kairos.ts';

/** So many rows a statement and commit, about what Kairos' own group commit comes to. */
const PER_COMMIT = 1_000;

interface Session {
  /** Runs one statement in a transaction of its own. */
  readonly run: (text: string, values: readonly unknown[]) => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

/** Inserts the same rows, ready-made, into the same database, and does nothing else. */
export async function timeBareInsert(engine: Engine, setting: Setting): Promise<Figures> {
  const session = await openSession(engine, setting.places[engine] ?? '');
  const at = Date.now();
  const messages = laterMessages(40_000, at);
  const groups = Array.from({ length: messages.length / PER_COMMIT }, (_, index) =>
    bulkInsertLists(messages.slice(index * PER_COMMIT, (index + 1) * PER_COMMIT), at),
  );
  await session.run(BARE_TABLE, []);
  const startedAt = performance.now();
  let commits = 0;
  for (const lists of groups) {
    if (performance.now() - startedAt > limitMs(setting)) break;
    await session.run(BULK_INSERT, lists);
    commits += 1;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await session.close();
  return { perSecond: (commits * PER_COMMIT) / seconds, perCommit: PER_COMMIT, commitMs: (seconds * 1_000) / commits };
}

async function openSession(engine: Engine, place: string): Promise<Session> {
  if (engine === 'postgres') {
    const client = new pg.Client({ connectionString: place });
    await client.connect();
    return { run: (text, values) => client.query(text, [...values]), close: () => client.end() };
  }
  // The embedded one is reached in its worker alone. It is its superuser who inserts, past row-level security.
  const database = await openDatabase({ directory: place });
  return {
    run: (text, values) =>
      database.transaction('system', async (trx) => {
        await trx.executeQuery(CompiledQuery.raw('reset role'));
        await trx.executeQuery(CompiledQuery.raw(text, [...values]));
      }),
    close: () => database.close(),
  };
}
