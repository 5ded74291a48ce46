import type { Database } from './database.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';

/** Which database: a PostgreSQL by its URL, or the embedded one in a directory. */
export type DatabaseLocation = { readonly url: string } | { readonly directory: string };

/**
 * Opens a database and brings its tables up to date. Throws a StoreError that says what is wrong and what to do: `store-in-use`,
 * `store-not-durable`, `store-unreachable`, `store-role`, `store-migration`.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  return 'url' in location ? openPostgres(location.url) : openPglite({ directory: location.directory });
}
