import type pg from 'pg';
import { findBoundRole } from './app-role.ts';
import { migrate } from './migrate.ts';
import { kyselyOver } from './pooled-dialect.ts';

/** Migrates as whoever connects, and answers the role that everything after it takes on. The pool is ended, whatever comes. */
export async function prepareTables(pool: pg.Pool): Promise<string | null> {
  const kysely = kyselyOver<unknown>(pool);
  try {
    await migrate(kysely);
    return await findBoundRole(kysely);
  } finally {
    await pool.end();
  }
}
