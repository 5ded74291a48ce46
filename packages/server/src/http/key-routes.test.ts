import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_CALLER_AGE_MS } from '../auth/callers.ts';
import { createDatabase, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { aKairos, BOOTSTRAP_KEY, NOON, type TestKairos } from '../testing/test-kairos.ts';
import { keySchema } from '../wire/key.ts';
import { pageOf } from '../wire/parts.ts';

const keyPage = pageOf(keySchema);

let server: PostgresServer;
let here: TestKairos;
let there: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  server = await startPostgres();
  const url = await createDatabase(server.url);
  here = await aKairos({ url });
  there = await aKairos({ url });
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await server.stop();
});
beforeEach(async () => {
  setWallClocks(NOON);
  kairos = await here.fresh();
});

describe('a secret key', () => {
  it('is made, shown once, and works from then on', async () => {
    const { secretKey, ...made } = await kairos.makeKey();
    expect(secretKey).toMatch(/^sk_test_[\w-]{43}$/);
    expect(made).toMatchObject({ environment: kairos.environment.id, kind: 'secret', hint: secretKey.slice(-4) });
    const { body } = await kairos.callerWith(secretKey).ask('GET', '/v1/environment');
    expect(body).toMatchObject({ id: kairos.environment.id });
    const listed = await operator().ask('GET', `/v1/keys?environment=${kairos.environment.id}`);
    expect(JSON.stringify(listed.body)).not.toContain(secretKey);
  });

  it('is listed with how it ends, when it was made and when it was last used, to the minute', async () => {
    const { secretKey, id } = await kairos.makeKey();
    expect(await keyOf(id)).toMatchObject({ createdAt: NOON, lastUsedAt: null, revokedAt: null });
    const use = (): Promise<unknown> => kairos.callerWith(secretKey).ask('GET', '/v1/environment');
    await use();
    expect(await keyOf(id)).toMatchObject({ lastUsedAt: NOON });
    setWallClocks('2026-03-10T12:00:59Z');
    await use();
    expect(await keyOf(id)).toMatchObject({ lastUsedAt: NOON });
    setWallClocks('2026-03-10T12:01:10Z');
    await use();
    expect(await keyOf(id)).toMatchObject({ lastUsedAt: '2026-03-10T12:01:10.000Z' });
  });

  it('is listed with the others, the latest first, page by page', async () => {
    const made: string[] = [];
    for (const minute of ['05', '06', '07']) {
      setWallClocks(`2026-03-10T12:${minute}:00Z`);
      made.unshift(await kairos.spareKey());
    }
    const first = await keys('&limit=2');
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    setWallClocks('2026-03-10T12:08:00Z');
    await kairos.spareKey();
    const rest = await keys(`&limit=2&cursor=${first.next}`);
    expect(rest.data.map(({ id }) => id)).toEqual([made[2], expect.stringMatching(/^key_/)]);
    expect(rest.next).toBeNull();
  });

  it('is refused at once when it was revoked, and revoking it again changes nothing', async () => {
    const { secretKey, id } = await kairos.makeKey();
    await kairos.callerWith(secretKey).ask('GET', '/v1/environment');
    expect(await operator().ask('DELETE', `/v1/keys/${id}`)).toMatchObject({ status: 200, body: { revokedAt: NOON } });
    expect(await kairos.callerWith(secretKey).refused('GET', '/v1/environment')).toMatchObject({
      status: 401,
      code: 'unauthorized',
      detail: expect.stringContaining('was it revoked'),
    });
    setWallClocks('2026-03-10T12:10:00Z');
    expect(await operator().ask('DELETE', `/v1/keys/${id}`)).toMatchObject({ status: 200, body: { revokedAt: NOON } });
    expect(await keyOf(id)).toMatchObject({ revokedAt: NOON });
  });

  it('that was revoked in one process is soon refused in every other', async () => {
    const { secretKey, id } = await kairos.makeKey();
    const other = there.callerWith(secretKey);
    expect((await other.ask('GET', '/v1/environment')).status).toBe(200);
    await operator().ask('DELETE', `/v1/keys/${id}`);
    await vi.waitFor(async () => expect((await other.ask('GET', '/v1/environment')).status).toBe(401));
  });

  it('that was revoked behind the back of every process is refused when it is looked up again', async () => {
    const url = await createDatabase(server.url);
    const deaf = await aKairos({ url });
    const { secretKey, id } = await deaf.makeKey();
    await deaf.callerWith(secretKey).ask('GET', '/v1/environment');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('update api_keys set revoked_at = 1 where id = $1', [id]);
    await client.end();
    const status = async (): Promise<number> => (await deaf.callerWith(secretKey).ask('GET', '/v1/environment')).status;
    deaf.setWallClock(new Date(Date.parse(NOON) + MAX_CALLER_AGE_MS - 1).toISOString());
    expect(await status()).toBe(200);
    deaf.setWallClock(new Date(Date.parse(NOON) + MAX_CALLER_AGE_MS).toISOString());
    expect(await status()).toBe(401);
    await deaf.close();
  });
});

describe('making, listing and revoking keys', () => {
  it('is for a bootstrap key alone', async () => {
    const id = await kairos.spareKey();
    for (const [method, path, said] of [
      ['POST', '/v1/keys', { body: {} }],
      ['GET', '/v1/keys', {}],
      ['DELETE', `/v1/keys/${id}`, {}],
    ] as const) {
      expect(await kairos.api.refused(method, path, said)).toMatchObject({
        status: 403,
        code: 'forbidden',
        detail: expect.stringContaining('only a bootstrap key'),
      });
    }
  });

  it('says of what is not there that it is not', async () => {
    expect(await operator().refused('DELETE', '/v1/keys/key_0')).toMatchObject({ code: 'not-found' });
    const body = { environment: 'env_0' };
    expect(await operator().refused('POST', '/v1/keys', { body })).toMatchObject({
      code: 'not-found',
      detail: 'no environment "env_0"',
    });
  });
});

describe('a bootstrap key', () => {
  it('makes another, which can do the same, and is revoked by that one, never by itself', async () => {
    const made = await kairos.makeKey('bootstrap');
    const other = kairos.callerWith(made.secretKey);
    expect(await other.refused('DELETE', `/v1/keys/${made.id}`)).toMatchObject({
      status: 409,
      code: 'own-key',
      detail: expect.stringContaining('make another bootstrap key'),
    });
    expect((await other.ask('POST', '/v1/keys', { body: {} })).status).toBe(200);
    expect((await operator().ask('DELETE', `/v1/keys/${made.id}`)).status).toBe(200);
    expect((await other.refused('POST', '/v1/keys', { body: {} })).status).toBe(401);
  });

  it('stays where two of them revoke each other at the same time', async () => {
    const [one, two] = await Promise.all([kairos.makeKey('bootstrap'), kairos.makeKey('bootstrap')]);
    const revokes = async (by: string, id: string): Promise<number> =>
      (await kairos.callerWith(by).ask('DELETE', `/v1/keys/${id}`)).status;
    const statuses = await Promise.all([revokes(one.secretKey, two.id), revokes(two.secretKey, one.id)]);
    expect(statuses.toSorted()).toEqual([200, 401]);
  });
});

function operator(): ReturnType<TestKairos['callerWith']> {
  return here.callerWith(BOOTSTRAP_KEY);
}

function keys(query = ''): Promise<ReturnType<typeof keyPage.parse>> {
  return operator().get(`/v1/keys?environment=${kairos.environment.id}${query}`, keyPage);
}

async function keyOf(id: string): Promise<unknown> {
  return (await keys()).data.find((key) => key.id === id);
}

function setWallClocks(iso: string): void {
  for (const process of [here, there]) process.setWallClock(iso);
}
