import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aKairos, BOOTSTRAP_KEY, NOON, type TestKairos } from '../testing/test-kairos.ts';

let kairos: TestKairos;
beforeAll(async () => {
  kairos = await aKairos();
  await kairos.putConfig();
});
afterAll(() => kairos.close());

/** Signs in and answers the cookie. */
async function signIn(body: Readonly<Record<string, string>>): Promise<string> {
  const { status, headers } = await kairos.callerWith(null).ask('POST', '/v1/console/session', { body });
  expect(status).toBe(204);
  const cookie = headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
  return cookie.split(';')[0] ?? '';
}

describe('a console session', () => {
  it('is opened by a secret key, reads everything, and changes nothing', async () => {
    const cookie = await signIn({ key: BOOTSTRAP_KEY });
    const console = kairos.callerWith(null).with({ cookie });
    expect((await console.ask('GET', '/v1/console/session')).body).toEqual({
      environment: { id: kairos.environment.id, kind: 'test', name: 'Test' },
    });
    expect((await console.ask('GET', '/v1/accounts', { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(
      200,
    );
    const writing = await console.refused('PUT', '/v1/config', { body: {} });
    expect(writing).toMatchObject({
      status: 403,
      detail: expect.stringContaining('use a secret key for anything else'),
    });
    const elsewhere = await console.refused('GET', '/v1/accounts', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(elsewhere).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('is opened by a code of one use', async () => {
    const code = (await kairos.kairos.consoleCode(BOOTSTRAP_KEY)) ?? '';
    await signIn({ code });
    const again = await kairos.callerWith(null).refused('POST', '/v1/console/session', { body: { code } });
    expect(again).toMatchObject({ status: 401, detail: expect.stringContaining('sign in with a secret key') });
    expect(await kairos.kairos.consoleCode('sk_test_nobodys')).toBeNull();
  });

  it('is not opened by a publishable key, nor by one that nobody has', async () => {
    for (const key of [kairos.environment.publishableKey, 'sk_test_nobodys', '']) {
      const problem = await kairos.callerWith(null).refused('POST', '/v1/console/session', { body: { key } });
      expect(problem).toMatchObject({
        status: 401,
        detail: expect.stringContaining('it begins with sk_test_ or sk_live_'),
      });
    }
  });

  it('ends when it is signed out, and after twelve hours', async () => {
    const console = kairos.callerWith(null).with({ cookie: await signIn({ key: BOOTSTRAP_KEY }) });
    expect((await console.ask('DELETE', '/v1/console/session')).status).toBe(204);
    expect(await console.refused('GET', '/v1/accounts')).toMatchObject({
      status: 401,
      detail: expect.stringContaining('sign in again'),
    });

    const later = kairos.callerWith(null).with({ cookie: await signIn({ key: BOOTSTRAP_KEY }) });
    kairos.setWallClock('2026-03-11T00:00:00Z');
    expect(await later.refused('GET', '/v1/console/session')).toMatchObject({ status: 401 });
    kairos.setWallClock(NOON);
  });
});
