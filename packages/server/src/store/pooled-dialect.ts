import { type Driver, Kysely, PostgresDialect, PostgresDriver } from 'kysely';
import type pg from 'pg';

/** Kysely over a pool that somebody else ends. */
export function kyselyOver<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PooledDialect(pool) });
}

class PooledDialect extends PostgresDialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): Driver {
    return new FirstErrorDriver({ pool: this.#pool });
  }
}

/** Rolling back on a lost connection fails too, and would be thrown in place of what says why the connection was lost. */
class FirstErrorDriver extends PostgresDriver {
  override async rollbackTransaction(connection: Parameters<PostgresDriver['rollbackTransaction']>[0]): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch {
      // The connection is thrown away by now, and its transaction with it.
    }
  }
}
