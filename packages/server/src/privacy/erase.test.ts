import pg from 'pg';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { createDatabase, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';
import { erasureSchema, exportSchema } from '../wire/erasure.ts';
import { ACCOUNT_DATA, EXPORTED_TABLES } from './account-data.ts';

/** The account and the user who are to go; in everything that is told of them. */
const ACCOUNT = 'canary works "& co"';
const USER = 'canary@works.test';

let server: PostgresServer;
let sql: pg.Client;
let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  server = await startPostgres();
  const url = await createDatabase(server.url);
  first = await aKairos({ url });
  sql = new pg.Client({ connectionString: url });
  await sql.connect();
});
afterAll(async () => {
  await first.close();
  await sql.end();
  await server.stop();
});
beforeEach(async () => {
  kairos = await first.fresh(ledgerly({ holdout: { percent: 0 } }));
});

describe('what a table holds of accounts', () => {
  it('is said of every table that there is', async () => {
    expect((await tables()).toSorted()).toEqual(Object.keys(ACCOUNT_DATA).toSorted());
  });

  it('is said of every table that has a column for them', async () => {
    const { rows } = await sql.query<{ table: keyof typeof ACCOUNT_DATA }>(
      `select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'account'`,
    );
    expect(rows.filter(({ table }) => ACCOUNT_DATA[table] === null)).toEqual([]);
  });
});

describe('the export of an account', () => {
  it('is everything that is kept of it, row for row, and nothing of another', async () => {
    await live({ account: ACCOUNT, user: USER });
    await live({ account: 'umbra', user: 'somebody else' });
    const document = await kairos.api.get(`/v1/accounts/${encodeURIComponent(ACCOUNT)}/export`, exportSchema);
    expect(document.account).toMatchObject({ id: ACCOUNT, name: `${ACCOUNT}, Ltd` });
    for (const table of EXPORTED_TABLES) {
      const { rows } = await sql.query<{ count: string }>(
        `select count(*) from ${table} where environment = $1 and account = $2`,
        [kairos.environment.id, ACCOUNT],
      );
      expect({ table, rows: document[table].length }).toEqual({ table, rows: Number(rows[0]?.count) });
      expect({ table, isEmpty: document[table].length === 0 }).toEqual({ table, isEmpty: false });
    }
    expect(document.facts).toContainEqual(
      expect.objectContaining({ kind: 'identify', body: expect.objectContaining({ traits: expect.anything() }) }),
    );
    expect(JSON.stringify(document)).not.toContain('umbra');
  });

  it('is written page by page, however much it is', async () => {
    await kairos.sends('Invoice Sent');
    await addFacts('acme', 1_203);
    const document = await kairos.api.get('/v1/accounts/acme/export', exportSchema);
    expect(document.facts).toHaveLength(1_204);
    expect(new Set(document.facts.map(({ id }) => id)).size).toBe(1_204);
  });

  it('is of an account that there is', async () => {
    expect(await kairos.api.refused('GET', '/v1/accounts/nobody/export')).toMatchObject({ code: 'not-found' });
    expect(await kairos.api.refused('GET', '/v1/accounts/~nobody/export')).toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'param.id', message: 'an account\'s id can\'t begin with "~"' }],
    });
  });
});

describe('an account that is erased', () => {
  it('is not found at once, and nothing of it is left in any table but what it was charged', async () => {
    await live({ account: ACCOUNT, user: USER });
    await live({ account: 'umbra', user: USER });
    const before = await accountOf('umbra');
    const charged = await total();
    expect(await leftovers('canary works')).not.toEqual([]);
    const { status, body } = await kairos.api.ask('DELETE', `/v1/accounts/${encodeURIComponent(ACCOUNT)}`);
    expect({ status, body }).toMatchObject({ status: 202, body: { kind: 'account', status: 'done' } });
    expect((await kairos.api.refused('GET', `/v1/accounts/${encodeURIComponent(ACCOUNT)}`)).code).toBe('not-found');
    expect(await leftovers('canary works')).toEqual([]);
    expect(await total()).toBe(charged);
    expect(await accountOf('umbra')).toEqual(before);
    const erasure = await kairos.api.get(`/v1/erasures/${erasureSchema.parse(body).id}`, erasureSchema);
    expect(erasure).toMatchObject({ status: 'done' });
  });

  it('is noted in the audit log, under a name that leads to nobody', async () => {
    await live({ account: ACCOUNT, user: USER });
    const id = await kairos.erase('account', ACCOUNT);
    const { body } = await kairos.api.ask('GET', '/v1/audit?limit=1');
    expect(body).toMatchObject({
      data: [{ action: 'account.erase', subject: expect.stringMatching(/^~erased_/), detail: { erasure: id } }],
    });
  });

  it('may begin anew, with nothing of what it was', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    await kairos.erase('account', 'acme');
    await kairos.sends('Invoice Sent', { user: 'ben' });
    expect(await kairos.account()).toMatchObject({ usage: { invoices: { used: 1 } }, members: [{ id: 'ben' }] });
  });

  it('goes in steps where there is much of it, and keeps what it begins with meanwhile', async () => {
    await kairos.sends('Invoice Sent', { times: 2 });
    await addFacts('acme', 25_000);
    first.setWallClock('2026-03-10T12:00:01Z');
    const { body } = await kairos.api.ask('DELETE', '/v1/accounts/acme');
    expect(body).toMatchObject({ status: 'running' });
    first.setWallClock('2026-03-10T12:00:02Z');
    await kairos.sends('Invoice Sent', { times: 3 });
    await kairos.erase('user', 'nobody'); // comes after it
    expect(await kairos.api.get(`/v1/erasures/${erasureSchema.parse(body).id}`, erasureSchema)).toMatchObject({
      status: 'done',
    });
    expect(await kairos.used()).toBe(3);
    const { rows } = await sql.query(`select id from facts where environment = $1`, [kairos.environment.id]);
    expect(rows).toHaveLength(3);
  });

  it('begins anew with what was on its way while it was erased', async () => {
    await kairos.sends('Invoice Sent', { times: 5 });
    await sql.query('begin');
    const place = [kairos.environment.id, 'acme'];
    for (const table of ['accounts', 'facts']) {
      await sql.query(`delete from ${table} where environment = $1 and account = $2`, place);
    }
    const sending = kairos.sends('Invoice Sent', { times: 2 });
    await vi.waitFor(async () => {
      const { rows } = await sql.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
    });
    await sql.query('commit');
    expect(await sending).toMatchObject({ accepted: 2 });
    expect(await kairos.used()).toBe(2);
  });

  it('must be one that there is', async () => {
    expect(await kairos.api.refused('DELETE', '/v1/accounts/nobody')).toMatchObject({ status: 404, code: 'not-found' });
    expect(await kairos.api.refused('GET', '/v1/erasures/era_0')).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('a user who is erased', () => {
  it('is named in no table any more, whatever they did, were told, or were spoken of', async () => {
    await live({ account: 'acme', user: USER });
    await kairos.sends('Seen', { user: 'ben', properties: { with: [USER, { by: USER }] } });
    await kairos.tell({ type: 'track', event: 'Seen', userId: USER, messageId: 'waiting' });
    await kairos.tell({ type: 'alias', userId: 'ben', previousId: USER, context: { groupId: 'acme' } });
    expect(await leftovers('canary')).not.toEqual([]);
    await kairos.erase('user', USER);
    expect(await leftovers('canary')).toEqual([]);
  });

  it('leaves what the account used and was offered as it was, and gives their seat back', async () => {
    await live({ account: 'acme', user: USER });
    await kairos.sends('Invoice Sent', { user: 'ben', times: 2 });
    const before = await kairos.account();
    const funnel = await kairos.funnel();
    await kairos.erase('user', USER);
    const after = await kairos.account();
    for (const meter of ['invoices', 'storage']) {
      expect(after.usage[meter]?.used).toBe(before.usage[meter]?.used);
    }
    expect(after.members.map(({ id }) => id)).toEqual(['ben']);
    expect(after.usage['seats']?.used).toBe((before.usage['seats']?.used ?? 0) - 1);
    expect(await kairos.funnel()).toEqual(funnel);
    // Folded again from the log it is the same.
    const { meters, ...rest } = ledgerly({ holdout: { percent: 0 } });
    await kairos.putConfig({ ...rest, meters: { ...meters, more: { event: 'More', aggregate: 'count' } } });
    const { usage, ...folded } = await kairos.account();
    const { usage: _, ...as } = after;
    expect(folded).toEqual(as);
    expect(usage['invoices']).toEqual(after.usage['invoices']);
  });

  it('may have an id that means something to the log', async () => {
    for (const user of ['track', 'user', 'kind', 'bytes']) {
      await kairos.sends('File Stored', { user, properties: { bytes: 10, user: { id: user } } });
      await kairos.erase('user', user);
    }
    expect(await kairos.used('storage')).toBe(40);
    expect((await kairos.account()).members).toEqual([]);
  });
});

/** An account with something in every table. */
async function live({ account, user }: { readonly account: string; readonly user: string }): Promise<void> {
  const name = `${account}, Ltd`;
  const context = { groupId: account, ip: '203.0.113.7', page: { title: `${name} ${user}` } };
  await kairos.tell(
    { type: 'group', messageId: `g-${account}`, userId: user, groupId: account, traits: { name }, context },
    {
      type: 'identify',
      messageId: `i-${account}`,
      userId: user,
      traits: { name: `${user} by name`, role: 'owner' },
      context,
    },
    { type: 'page', messageId: `p-${account}`, userId: user, name: 'Pricing', properties: { title: user }, context },
  );
  await kairos.sends('Invoice Sent', { times: 8, account, user, properties: { customer: user } });
  await kairos.sends('File Stored', { account, user, properties: { bytes: 300, file: `${user}.png` } });
  const api = kairos.api.with({ 'idempotency-key': `once for ${account}`.slice(0, 20) });
  const question = { account, user, session: `session of ${user}` };
  const decided = await api.ask('POST', '/v1/decide', { body: question });
  const { moment } = z.object({ moment: z.object({ id: z.string() }) }).parse(decided.body);
  const { body } = await api.ask('POST', '/v1/quotes', {
    body: { account, change: { plan: 'pro' }, moment: moment.id },
  });
  const { id: quote } = z.object({ id: z.string() }).parse(body);
  await api.ask('POST', `/v1/quotes/${quote}/accept`, { body: {} });
  await kairos.api.put(`/v1/accounts/${encodeURIComponent(account)}/subscription`, { plan: 'business' }, z.unknown());
}

/** Puts so many facts into an account's log, as many weeks of use would. */
async function addFacts(account: string, count: number): Promise<void> {
  await sql.query(
    `insert into facts select environment, bucket, account, 'more-' || n, 'track', at, received_at, user_id, 'Seen', body
      from (select * from facts where environment = $1 and account = $2 limit 1) as one, generate_series(1, $3) as n`,
    [kairos.environment.id, account, count],
  );
}

async function tables(): Promise<readonly string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select relname::text as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'`,
  );
  return rows.map(({ name }) => name);
}

/** The tables of this environment in whose rows a text stands, wherever in them. */
async function leftovers(text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await tables()) {
    const column = table === 'environments' ? 'id' : 'environment';
    const { rows } = await sql.query(
      `select 1 from ${table} as row where ${column} = $1 and strpos(row::text, $2) > 0 limit 1`,
      [kairos.environment.id, text],
    );
    if (rows.length > 0) found.push(table);
  }
  return found;
}

async function total(): Promise<string | undefined> {
  const { rows } = await sql.query<{ total: string }>(
    'select sum(total) as total from invoices where environment = $1',
    [kairos.environment.id],
  );
  return rows[0]?.total;
}

async function accountOf(id: string): Promise<unknown> {
  return {
    account: await kairos.account(id),
    timeline: await kairos.timeline(id),
    invoices: await kairos.invoices(id),
  };
}
