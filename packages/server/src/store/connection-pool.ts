import pg from 'pg';
import { COLUMN_TYPES } from './column-parsers.ts';

/** How long a connection that nobody needs is kept: making one anew costs a few milliseconds and a process on the server. */
const IDLE_MS = 60_000;

/**
 * A pool whose lost connections end the queries that were under way on them, and nothing else: an error that is told to nobody
 * would end this process. The next transaction connects again.
 */
export function connectionPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ idleTimeoutMillis: IDLE_MS, ...config, types: COLUMN_TYPES });
  const ignore = (): void => undefined;
  pool.on('error', ignore); // of those that are idle
  pool.on('connect', (client) => client.on('error', ignore)); // of those in use
  return pool;
}
