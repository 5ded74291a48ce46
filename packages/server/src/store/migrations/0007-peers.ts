import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** How the accounts of each plan compare, worked out once a day; and by which of these each decision was made. */
export const peers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table peers (
      environment text not null,
      version text not null, -- the day in UTC, as 2026-03-10
      claimed_at bigint not null,
      accounts integer,
      body text,
      primary key (environment, version)
    )`.execute(db);
    await sql`alter table decisions add column peers text`.execute(db);
    for (const statement of isolate('peers', 'environment')) await sql.raw(statement).execute(db);
  },
};
