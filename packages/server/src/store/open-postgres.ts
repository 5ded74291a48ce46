import type pg from 'pg';
import { connectionPool } from './connection-pool.ts';
import type { Database } from './database.ts';
import { PostgresNotifications } from './postgres-notifications.ts';
import { prepareTables } from './prepare-tables.ts';
import { SqlDatabase, TRANSACTION_LIMITS } from './sql-database.ts';
import { StoreError } from './store-error.ts';

/** A PostgreSQL takes 100 connections unless told otherwise, and more of them than cores are mostly waiting. */
const MAX_CONNECTIONS = 16;
/** How long a transaction waits for a connection, new or free. */
const CONNECT_MS = 10_000;

/** Opens a PostgreSQL by its URL (`postgres://user:password@host:port/database`), version 15 or later, and migrates it. */
export async function openPostgres(url: string): Promise<Database> {
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: 'kairos',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
  const role = await prepare(config);
  return new SqlDatabase({
    kind: 'postgres',
    pool: connectionPool({ ...config, max: MAX_CONNECTIONS }),
    notifications: new PostgresNotifications(config),
    role,
    limits: TRANSACTION_LIMITS,
    quiesce: async () => undefined,
    release: async () => undefined,
  });
}

async function prepare(config: pg.ClientConfig): Promise<string | null> {
  try {
    return await prepareTables(connectionPool({ ...config, max: 1 }));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error && error.message !== '' ? error.message : String(error);
    // The address is not repeated, here or as the cause: it may hold a password.
    throw new StoreError(
      'store-unreachable',
      `the database can't be opened: ${reason}; check DATABASE_URL and that the server runs`,
    );
  }
}
