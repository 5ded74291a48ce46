import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from './migrations.ts';

let db: Kysely<unknown>;
beforeAll(async () => {
  const pglite = await PGlite.create();
  // An ordinary owner, whom row-level security binds too.
  await pglite.exec('create role plain; grant create on schema public to plain; set role plain');
  db = new Kysely({ dialect: new PGliteDialect({ pglite }) });
});
afterAll(() => db.destroy());

it('accounts written before are due at once, whosever they are, so that their stages are read', async () => {
  const migrator = new Migrator({ db, provider: migrations });
  await migrator.migrateTo('0001-initial');
  await sql`select set_config('kairos.environment', '*', false)`.execute(db);
  await sql`insert into accounts (environment, bucket, account, state, next_tick_at, updated_at) values
    ('ours', 1, 'acme', '1:{}', null, 5), ('theirs', 2, 'other', '1:{}', 99, 6), ('ours', 3, 'new', '', null, 7)`.execute(
    db,
  );
  await sql`select set_config('kairos.environment', '', false)`.execute(db);
  const { error } = await migrator.migrateTo('0002-account-stage');
  expect(error).toBeUndefined();
  await sql`select set_config('kairos.environment', '*', false)`.execute(db);
  const { rows } =
    await sql`select account, stage, stage_since, signals, next_tick_at::int, updated_at::int from accounts
    order by account`.execute(db);
  const unread = { stage: null, stage_since: null, signals: [] };
  expect(rows).toEqual([
    { account: 'acme', ...unread, next_tick_at: 0, updated_at: 5 },
    { account: 'new', ...unread, next_tick_at: null, updated_at: 7 },
    { account: 'other', ...unread, next_tick_at: 0, updated_at: 6 },
  ]);
});
