import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { Inbox } from '../testing/inbox.ts';
import type { Database, Trx } from './database.ts';
import { migrations } from './migrations/migrations.ts';
import { openDatabase } from './open-database.ts';

const ACME = { environment: 'acme' };

describe('a PostgreSQL that comes and goes', () => {
  let server: PostgresServer;
  let url: string;
  let database: Database;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    url = await createDatabase(server.url);
    database = await openDatabase({ url });
  });
  afterEach(() => database.close());

  it('loses a connection in the middle of a transaction: it is run again', async () => {
    let tries = 0;
    await database.transaction(ACME, async (trx) => {
      tries += 1;
      await addSession(trx, `try ${tries}`);
      if (tries === 1) await endOwnConnection(trx, url);
    });
    expect(tries).toBe(2);
    expect(await sessions(database)).toEqual(['try 2']);
  });

  it('loses a connection every time: the transaction gives up, and nothing was written', async () => {
    const hopeless = database.transaction(ACME, async (trx) => {
      await addSession(trx, 'never');
      await endOwnConnection(trx, url);
    });
    await expect(hopeless).rejects.toMatchObject({ code: 'store-interrupted', retryable: true });
    expect(await sessions(database)).toEqual([]);
  });

  it('loses a connection during commit: nobody claims to know, and nothing is done twice', async () => {
    let tries = 0;
    const unknown = database.transaction(ACME, async (trx) => {
      tries += 1;
      await addSession(trx, 'perhaps');
      await sql`reset role`.execute(trx); // who may end its own connection
      await sql`create temp table cut (n int) on commit drop`.execute(trx);
      await sql`create function pg_temp.cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`.execute(
        trx,
      );
      await sql`create constraint trigger cut after insert on cut deferrable initially deferred for each row execute function pg_temp.cut()`.execute(
        trx,
      );
      await sql`insert into cut values (1)`.execute(trx);
    });
    await expect(unknown).rejects.toMatchObject({ code: 'store-outcome-unknown', retryable: true });
    expect(tries).toBe(1);
  });

  it('loses all connections while nothing is under way: nobody notices', async () => {
    await database.ping();
    await endConnections(url);
    await expect(database.ping()).resolves.toBeUndefined();
    await database.transaction(ACME, (trx) => addSession(trx, 'fine'));
    expect(await sessions(database)).toEqual(['fine']);
  });

  it('loses the connection that listens: it is made again, and listeners hear that they may have missed something', async () => {
    const [inbox, gaps] = [new Inbox(), new Inbox()];
    await database.listen('news', inbox.put, () => gaps.put('gap'));
    await endConnections(url);
    await gaps.size(1);
    await database.transaction(ACME, (trx) => sql`select pg_notify('news', 'hello')`.execute(trx));
    expect(await inbox.size(1)).toEqual(['hello']);
  });

  it('is heard across processes', async () => {
    const other = await openDatabase({ url });
    const inbox = new Inbox();
    await other.listen('news', inbox.put);
    await database.transaction(ACME, (trx) => sql`select pg_notify('news', 'from the other')`.execute(trx));
    expect(await inbox.size(1)).toEqual(['from the other']);
    await other.close();
  });

  it('resolves a deadlock by running one of the two again', async () => {
    await database.transaction(ACME, async (trx) => {
      await addSession(trx, 'a');
      await addSession(trx, 'b');
    });
    const met = new Meeting(2);
    let tries = 0;
    const lockBoth = (from: string, to: string): Promise<void> =>
      database.transaction(ACME, async (trx) => {
        tries += 1;
        await touch(trx, from);
        await met.arrive();
        await touch(trx, to);
      });
    await Promise.all([lockBoth('a', 'b'), lockBoth('b', 'a')]);
    expect(tries).toBeGreaterThan(2); // the one that gives way may meet the other once more
    const counts = await database.transaction(ACME, (trx) =>
      trx.selectFrom('console_sessions').select('expires_at').execute(),
    );
    expect(counts).toEqual([{ expires_at: 2 }, { expires_at: 2 }]);
  });

  it('is brought up to date once, however many processes start at the same time', async () => {
    const fresh = await createDatabase(server.url);
    const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase({ url: fresh })));
    await Promise.all(opened.map((each) => each.close()));
    expect(await query(fresh, 'select name from kysely_migration')).toEqual(
      Object.keys(await migrations.getMigrations()).map((name) => ({ name })),
    );
  });

  it('is left alone when a newer Kairos has written it', async () => {
    await query(url, `insert into kysely_migration (name, timestamp) values ('9999-future', '2099-01-01T00:00:00Z')`);
    const refused = openDatabase({ url });
    await expect(refused).rejects.toMatchObject({ code: 'store-migration', retryable: false });
    await expect(refused).rejects.toThrow(
      'written by a newer Kairos (it has 9999-future); start that version or a later one',
    );
  });

  it.each([
    ['is not there', (there: string) => there.replace('host=', 'host=/nowhere'), 'ENOENT'],
    ['is another', (there: string) => there.replace('/test_', '/no_test_'), 'does not exist'],
    ['is no address', () => 'postgres://user:secret@[', 'Invalid URL'],
  ])('says so when what DATABASE_URL names %s, without repeating it', async (_case, change, reason) => {
    const failed = openDatabase({ url: change(url) });
    await expect(failed).rejects.toMatchObject({ code: 'store-unreachable', retryable: true });
    await expect(failed).rejects.toThrow(reason);
    await expect(failed).rejects.toThrow('check DATABASE_URL');
    await expect(failed).rejects.not.toThrow('secret');
  });
});

async function addSession(trx: Trx, hash: string): Promise<void> {
  await trx.insertInto('console_sessions').values({ hash, environment: 'acme', expires_at: 0 }).execute();
}

async function touch(trx: Trx, hash: string): Promise<void> {
  await trx
    .updateTable('console_sessions')
    .set((row) => ({ expires_at: row('expires_at', '+', 1) }))
    .where('hash', '=', hash)
    .execute();
}

async function sessions(database: Database): Promise<readonly string[]> {
  const rows = await database.transaction(ACME, (trx) => trx.selectFrom('console_sessions').select('hash').execute());
  return rows.map((row) => row.hash);
}

async function endOwnConnection(trx: Trx, url: string): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
  await query(url, `select pg_terminate_backend(${rows[0]?.pid}, 5000)`);
  await sql`select 1`.execute(trx);
}

/** Ends every connection to the database but the one that asks. */
async function endConnections(url: string): Promise<void> {
  await query(
    url,
    'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** A place where so many wait for each other; whoever comes later passes. */
class Meeting {
  #missing: number;
  readonly #complete = Promise.withResolvers<void>();

  constructor(size: number) {
    this.#missing = size;
  }

  async arrive(): Promise<void> {
    this.#missing -= 1;
    if (this.#missing <= 0) this.#complete.resolve();
    await this.#complete.promise;
  }
}
