import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** What was asked to be erased: whose id it is goes when it is done, and its hash stays. */
export const erasures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table erasures (
      environment text not null,
      id text not null,
      kind text not null check (kind in ('account', 'user')),
      subject text,
      subject_hash text not null,
      pseudonym text not null,
      at bigint not null,
      requested_at bigint not null,
      next_bucket smallint not null,
      status text not null check (status in ('running', 'done')),
      primary key (environment, id)
    )`.execute(db);
    // The few that are still to be worked on.
    await sql`create index erasures_running on erasures (environment) where status = 'running'`.execute(db);
    // Who is erased with an account.
    await sql`create index users_of_account on users (environment, account)`.execute(db);
    for (const statement of isolate('erasures', 'environment')) await sql.raw(statement).execute(db);
  },
};
