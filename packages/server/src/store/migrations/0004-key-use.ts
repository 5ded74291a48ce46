import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When each key was last known to be in use, to the minute; null for one that was not used since. */
export const keyUse: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table api_keys add column last_used_at bigint`.execute(db);
    await sql`create index api_keys_of_environment on api_keys (environment, created_at)`.execute(db);
  },
};
