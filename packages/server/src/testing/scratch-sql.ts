import { PGlite } from '@electric-sql/pglite';

/** A PostgreSQL in memory with nothing in it, to compute something by SQL that was computed otherwise. Its times are in UTC. */
export async function scratchSql(): Promise<ScratchSql> {
  return new ScratchSql(await PGlite.create());
}

export class ScratchSql {
  readonly #database: PGlite;

  constructor(database: PGlite) {
    this.#database = database;
  }

  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.#database.query<Row>(text, [...parameters])).rows;
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
