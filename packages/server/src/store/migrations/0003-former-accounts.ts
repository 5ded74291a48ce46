import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The accounts that a user was in before the one they joined last, as a JSON list: a message that names no account is known again in
 * whichever of them it was counted. A user of whom something waits, and who has joined none, has the account ''.
 */
export const formerAccounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table users add column former text not null default '[]'`.execute(db);
  },
};
