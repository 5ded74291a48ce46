import { resolve } from 'node:path';
import type pg from 'pg';
import { connectionPool } from './connection-pool.ts';
import type { Database } from './database.ts';
import { DirectoryLock } from './pglite/directory-lock.ts';
import { EmbeddedPostgres } from './pglite/embedded-postgres.ts';
import { Housekeeping } from './pglite/housekeeping.ts';
import { PooledNotifications } from './pglite/pooled-notifications.ts';
import { prepareTables } from './prepare-tables.ts';
import { SqlDatabase, TRANSACTION_LIMITS } from './sql-database.ts';

/** Where the data is; and what tests change about the running of it. */
export interface PgliteOptions {
  readonly directory: string;
  readonly answerMs?: number;
  readonly tidyEvery?: number;
  readonly script?: URL;
}

/** A request that takes longer than this without a sign of life is taken for a hang (R7: found within 5 s). */
const ANSWER_MS = 5_000;
/** A migration or a clean-up may go over a whole table. */
const LONG_ANSWER_MS = 10 * 60_000;
/** Recovery replays at most the log since the last checkpoint, a gigabyte. */
const BOOT_MS = 120_000;
/** A page of the accounts table holds a few dozen versions of its rows; then dead ones are in the way. */
const TIDY_EVERY = 10_000;
/** Transactions run one at a time: so long one waits for its turn. */
const QUEUE_MS = 30_000;

/** Beside this module, as source or as built. */
export const WORKER_SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? './pglite/pglite-worker.ts' : './pglite-worker.js',
  import.meta.url,
);

/** Opens the embedded PostgreSQL in a directory, which is made when there is none, and migrates it. One process at a time. */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  const { directory, answerMs = ANSWER_MS, tidyEvery = TIDY_EVERY, script = WORKER_SCRIPT } = options;
  const path = resolve(directory);
  const lock = DirectoryLock.acquire(path);
  try {
    const embedded = await EmbeddedPostgres.start({ directory: path, script, bootMs: BOOT_MS }, answerMs);
    try {
      const role = await embedded.patiently(LONG_ANSWER_MS, () =>
        prepareTables(connectionPool(connectionTo(embedded))),
      );
      return overPool({ embedded, role, lock, tidyEvery });
    } catch (error) {
      await embedded.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Parts {
  readonly embedded: EmbeddedPostgres;
  readonly role: string | null;
  readonly lock: DirectoryLock;
  readonly tidyEvery: number;
}

function overPool({ embedded, role, lock, tidyEvery }: Parts): Database {
  const notifications = new PooledNotifications((verify) => connectionPool({ ...connectionTo(embedded), verify }));
  const { pool } = notifications;
  const patiently = (work: () => Promise<void>): Promise<void> => embedded.patiently(LONG_ANSWER_MS, work);
  const housekeeping = new Housekeeping({ pool, patiently, every: tidyEvery });
  return new SqlDatabase({
    kind: 'pglite',
    pool,
    notifications,
    role,
    limits: TRANSACTION_LIMITS,
    quiesce: () => housekeeping.stop(),
    release: async () => {
      await embedded.close();
      lock.release();
    },
  });
}

/** Everything is said, so that no PG* variable of the environment says otherwise. */
function connectionTo(embedded: EmbeddedPostgres): pg.PoolConfig {
  return {
    stream: () => embedded.connect(),
    user: 'postgres',
    database: 'postgres',
    host: 'localhost',
    port: 5432,
    password: 'embedded',
    ssl: false,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: QUEUE_MS,
  };
}
