import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/migrations.ts';
import { StoreError } from './store-error.ts';

/**
 * Brings the tables up to this version. Any number of processes may call it at the same time: one migrates, under an advisory
 * lock and in one transaction, the others wait and find nothing left to do.
 */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  await requireVersion(db);
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error === undefined) return;
  const foreign = await unknownMigrations(db);
  if (foreign.length > 0) {
    throw new StoreError(
      'store-migration',
      `the database was written by a newer Kairos (it has ${foreign.join(', ')}); start that version or a later one`,
      {
        cause: error,
      },
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  throw new StoreError(
    'store-migration',
    `the database's tables can't be brought up to date: ${reason}; nothing was changed`,
    { cause: error },
  );
}

/** The oldest PostgreSQL that the statements are tested on. */
const MIN_VERSION = { number: 150_000, name: '15' } as const;

async function requireVersion(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ number: number; name: string }>`
    select current_setting('server_version_num')::int4 as number, current_setting('server_version') as name`.execute(
    db,
  );
  const [version] = rows;
  if (version !== undefined && version.number < MIN_VERSION.number) {
    throw new StoreError(
      'store-migration',
      `PostgreSQL ${version.name} is too old; Kairos needs ${MIN_VERSION.name} or later`,
    );
  }
}

async function unknownMigrations(db: Kysely<unknown>): Promise<readonly string[]> {
  const known = new Set(Object.keys(await migrations.getMigrations()));
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(
      db,
    );
    return rows.map((row) => row.name).filter((name) => !known.has(name));
  } catch {
    // The table can't be read: then the error that led here says more.
    return [];
  }
}
