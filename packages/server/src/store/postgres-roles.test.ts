import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, installedPostgres, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';

const ACME = { environment: 'acme' };
const [first, ...others] = installedPostgres();

describe.each(first === undefined ? [undefined] : [first, ...others])('who connects to $version', (installation) => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(installation);
  }, 60_000);
  afterAll(() => server.stop());

  it('may own nothing but the database: it is bound by row-level security itself', async () => {
    const url = await databaseOwnedBy(server, 'plain', 'login');
    expect(await whoServes(url)).toEqual({ role: 'plain', sees: ['acme'] });
  });

  it('may be a superuser: then every transaction takes on a role that is bound', async () => {
    const url = await createDatabase(server.url);
    expect(await whoServes(url)).toEqual({ role: 'kairos_app', sees: ['acme'] });
  });

  it('may bypass row-level security, as the administrators of hosted databases do, when it can make a role that does not', async () => {
    const own = await startPostgres(installation); // where nobody has made the role yet
    const url = await databaseOwnedBy(own, 'admin', 'login createrole bypassrls');
    expect(await whoServes(url)).toEqual({ role: 'kairos_app', sees: ['acme'] });
    await own.stop();
  });

  it('is refused when it bypasses row-level security and can be nobody else', async () => {
    const url = await databaseOwnedBy(server, 'risky', 'login bypassrls');
    const refused = openDatabase({ url });
    await expect(refused).rejects.toMatchObject({ code: 'store-role', retryable: false });
    await expect(refused).rejects.toThrow(
      'the database user "risky" bypasses row-level security, and the role kairos_app can\'t be used instead',
    );
  });

  it('may be another than the owner, once the owner has migrated and granted', async () => {
    const url = await databaseOwnedBy(server, 'owner', 'login');
    await (await openDatabase({ url })).close();
    await query(server.url, 'create role guest login');
    await query(url, 'grant select, insert, update, delete on all tables in schema public to guest', 'owner');
    expect(await whoServes(url.replace('//owner@', '//guest@'))).toEqual({ role: 'guest', sees: ['acme'] });
  });
});

async function query(url: string, text: string, user = 'kairos'): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/\/\w+@/, `//${user}@`) });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** A database that belongs to a new role, and its URL for that role. */
async function databaseOwnedBy(server: PostgresServer, role: string, attributes: string): Promise<string> {
  await query(server.url, `create role ${role} ${attributes}`);
  const url = await createDatabase(server.url);
  await query(server.url, `alter database ${new URL(url).pathname.slice(1)} owner to ${role}`);
  return url.replace('//kairos@', `//${role}@`);
}

/** Opens the database, and says as whom it answers and which of two environments' rows one of them sees. */
async function whoServes(url: string): Promise<{ readonly role: unknown; readonly sees: readonly string[] }> {
  const database = await openDatabase({ url });
  try {
    for (const environment of ['acme', 'globex']) await addSession(database, environment);
    return await database.transaction(ACME, async (trx) => {
      const { rows: users } = await sql<{ name: string }>`select current_user::text as name`.execute(trx);
      const rows = await trx.selectFrom('console_sessions').select('environment').execute();
      return { role: users[0]?.name, sees: rows.map((row) => row.environment) };
    });
  } finally {
    await database.close();
  }
}

async function addSession(database: Database, environment: string): Promise<void> {
  await database.transaction({ environment }, (trx) =>
    trx.insertInto('console_sessions').values({ hash: environment, environment, expires_at: 0 }).execute(),
  );
}
