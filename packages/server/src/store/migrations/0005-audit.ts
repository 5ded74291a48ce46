import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** Who changed what, in each environment. */
export const audit: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table audit (
      environment text not null,
      id text not null,
      at bigint not null,
      actor_kind text not null,
      actor_id text,
      actor_hint text,
      action text not null,
      subject text,
      account text,
      detail text not null,
      primary key (environment, id)
    )`.execute(db);
    await sql`create index audit_timeline on audit (environment, at, id)`.execute(db);
    for (const statement of isolate('audit', 'environment')) await sql.raw(statement).execute(db);
  },
};
