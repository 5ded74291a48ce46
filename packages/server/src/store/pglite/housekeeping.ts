import type pg from 'pg';

export interface HousekeepingOptions {
  readonly pool: pg.Pool;
  /** Runs work during which a single statement may take long. */
  readonly patiently: (work: () => Promise<void>) => Promise<void>;
  /** After so many turns of the connection there is something to tidy up. */
  readonly every: number;
}

/** Well before the two thousand million at which PostgreSQL stops to protect what it has. */
const MAX_TRANSACTION_AGE = 100_000_000;

/**
 * Does what autovacuum does elsewhere: single-user PostgreSQL has none, so that its tables would grow with every update, its planner
 * know nothing of what is in them, and its transaction numbers run out. One table at a time, each in its turn among the transactions.
 */
export class Housekeeping {
  readonly #options: HousekeepingOptions;
  #turns: number;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(options: HousekeepingOptions) {
    this.#options = options;
    // The first time comes ten times sooner: of a new database the planner knows nothing at all.
    this.#turns = Math.floor(options.every * 0.9);
    options.pool.on('release', () => this.#count());
  }

  /** Resolves when what is under way has ended; nothing is begun after it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #count(): void {
    this.#turns += 1;
    if (this.#turns < this.#options.every || this.#running !== null || this.#stopped) return;
    this.#turns = 0;
    this.#running = this.#tidy()
      // What could not be done is due again after as many transactions; if it has to do with the database, they will say so.
      .catch(() => undefined)
      .finally(() => {
        this.#running = null;
      });
  }

  async #tidy(): Promise<void> {
    const { pool, patiently } = this.#options;
    const tables = await pool.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by oid`,
    );
    for (const { name } of tables.rows) {
      if (this.#stopped) return;
      await patiently(async () => void (await pool.query(`vacuum (analyze) ${name}`)));
    }
    const { rows } = await pool.query<{ age: number }>(
      'select age(datfrozenxid) as age from pg_database where datname = current_database()',
    );
    if (!this.#stopped && (rows[0]?.age ?? 0) > MAX_TRANSACTION_AGE)
      await patiently(async () => void (await pool.query('vacuum (freeze)')));
  }
}
