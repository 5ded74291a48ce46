import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What the list of accounts is filtered by, kept beside the state whenever that is written: the stage, since when, and the active
 * signals by their ids. States written before are due at once, so that the timers write them again.
 */
export const accountStage: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table accounts
      add column stage text,
      add column stage_since bigint,
      add column signals text[] not null default '{}'`.execute(db);
    await sql`select set_config('kairos.environment', '*', true)`.execute(db);
    await sql`update accounts set next_tick_at = 0 where state <> ''`.execute(db);
  },
};
