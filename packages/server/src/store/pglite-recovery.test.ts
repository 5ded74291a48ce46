import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDataDirectory } from '../testing/embedded-database.ts';
import { Inbox } from '../testing/inbox.ts';
import type { Database, Trx } from './database.ts';
import { openPglite } from './open-pglite.ts';

/** Each of these starts a database or two, which takes a second on an idle machine. */
const PATIENCE_MS = 120_000;
const ACME = { environment: 'acme' };

describe('the embedded database', { timeout: PATIENCE_MS }, () => {
  let directory: string;
  let database: Database;
  beforeEach(async () => {
    directory = await newDataDirectory();
  });
  afterEach(async () => {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is ended and started again when it gives no answer, with everything that was committed', async () => {
    database = await openPglite({ directory, answerMs: 500 });
    await database.transaction(ACME, (trx) => addSession(trx, 'before'));
    const hung = database.transaction(ACME, async (trx) => {
      await addSession(trx, 'undone');
      await sql`select count(*) from generate_series(1, 100000) a cross join generate_series(1, 100000) b`.execute(trx);
    });
    const queued = database.transaction(ACME, (trx) => addSession(trx, 'queued'));
    await expect(hung).rejects.toMatchObject({
      code: 'store-interrupted',
      retryable: true,
      message: expect.stringContaining('computed for 0.5 s without an answer'),
    });
    await expect(queued).resolves.toBeUndefined();
    expect(await sessions(database)).toEqual(['before', 'queued']);
  });

  it('goes on listening after it was started again, and says that it may have missed something', async () => {
    database = await openPglite({ directory, answerMs: 500 });
    const [inbox, gaps] = [new Inbox(), new Inbox()];
    await database.listen('news', inbox.put, () => gaps.put('gap'));
    await expect(database.transaction(ACME, (trx) => sql`select pg_sleep(60)`.execute(trx))).rejects.toMatchObject({
      code: 'store-interrupted',
    });
    await database.transaction(ACME, (trx) => sql`select pg_notify('news', 'hello')`.execute(trx));
    expect(await inbox.size(1)).toEqual(['hello']);
    expect(gaps.messages).toEqual(['gap']);
  });

  it('ends at once when the disk has no room for a commit, and goes on when there is some', async () => {
    database = await openPglite({ directory, script: new URL('../testing/full-disk-worker.ts', import.meta.url) });
    await database.transaction(ACME, (trx) => addSession(trx, 'before'));
    const full = join(directory, 'full');
    writeFileSync(full, '');
    await expect(database.transaction(ACME, (trx) => addSession(trx, 'during'))).rejects.toMatchObject({
      code: 'store-outcome-unknown',
      retryable: true,
      message: expect.stringContaining('ENOSPC: no space left on device'),
    });
    await expect(database.ping()).rejects.toMatchObject({ code: 'store-full', retryable: true });
    rmSync(full);
    await database.transaction(ACME, (trx) => addSession(trx, 'later'));
    expect(await sessions(database)).toEqual(expect.arrayContaining(['before', 'later']));
  });

  it('works beside the main thread, which goes on during a long query', async () => {
    database = await openPglite({ directory });
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await database.transaction(ACME, (trx) => sql`select count(*) from generate_series(1, 3000000)`.execute(trx));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(50);
  });

  it('runs transactions one at a time, in the order in which they were asked for', async () => {
    database = await openPglite({ directory });
    const log: string[] = [];
    const run = (name: string): Promise<void> =>
      database.transaction(ACME, async (trx) => {
        log.push(`${name} begins`);
        await sql`select 1`.execute(trx);
        log.push(`${name} ends`);
      });
    await Promise.all(['a', 'b', 'c'].map(run));
    expect(log).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('tidies its tables up by itself after many transactions', async () => {
    database = await openPglite({ directory, tidyEvery: 50 });
    await database.transaction(ACME, (trx) => addSession(trx, 'one'));
    const neverAnalyzed = -1;
    let known = neverAnalyzed;
    for (let turn = 0; turn < 500 && known === neverAnalyzed; turn += 1) {
      known = await database.transaction(ACME, async (trx) => {
        await trx.updateTable('console_sessions').set({ expires_at: turn }).execute();
        const { rows } = await sql<{
          rows: number;
        }>`select reltuples as rows from pg_class where relname = 'console_sessions'`.execute(trx);
        return rows[0]?.rows ?? neverAnalyzed;
      });
    }
    expect(known).toBe(1);
  });
});

async function addSession(trx: Trx, hash: string): Promise<void> {
  await trx.insertInto('console_sessions').values({ hash, environment: 'acme', expires_at: 0 }).execute();
}

async function sessions(database: Database): Promise<readonly string[]> {
  const rows = await database.transaction(ACME, (trx) =>
    trx.selectFrom('console_sessions').select('hash').orderBy(sql`hash collate "C"`).execute(),
  );
  return rows.map((row) => row.hash);
}
