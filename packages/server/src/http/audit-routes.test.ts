import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { aKairos, BOOTSTRAP_KEY, NOON, type TestKairos } from '../testing/test-kairos.ts';
import { auditSchema } from '../wire/audit.ts';
import { pageOf } from '../wire/parts.ts';

const auditPage = pageOf(auditSchema);

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  first.setWallClock(NOON);
  kairos = await first.another();
});

describe('the audit log', () => {
  it('tells every change, when by the wall clock, and by which key', async () => {
    const own = { kind: 'key', id: expect.stringMatching(/^key_/), hint: kairos.secretKey.slice(-4) };
    const operator = { kind: 'key', id: expect.stringMatching(/^key_/), hint: BOOTSTRAP_KEY.slice(-4) };
    await kairos.putConfig();
    await kairos.putConfig(ledgerly({ product: { name: 'Ledgerly', currency: 'EUR' } }));
    await kairos.api.post('/v1/config/versions/1/activate', {}, z.unknown());
    await kairos.api.put('/v1/accounts/acme/subscription', { plan: 'pro' }, z.unknown());
    await kairos.api.put('/v1/clock', { now: '2026-03-11T00:00:00Z' }, z.unknown());
    await kairos.advance('2026-03-12T00:00:00Z');
    const key = await kairos.spareKey();
    await kairos.callerWith(BOOTSTRAP_KEY).ask('DELETE', `/v1/keys/${key}`);
    const { data } = await audit();
    expect(data.every(({ at }) => at === NOON)).toBe(true);
    expect(data.toSorted((left, right) => (left.id < right.id ? -1 : 1))).toMatchObject([
      { action: 'environment.create', actor: operator, subject: kairos.environment.id, detail: { kind: 'test' } },
      { action: 'config.put', actor: own, subject: '1' },
      { action: 'config.put', actor: own, subject: '2' },
      { action: 'config.activate', actor: own, subject: '1', detail: { before: 2 } },
      { action: 'subscription.set', actor: own, subject: 'acme', detail: { plan: 'pro', billedBy: 'kairos' } },
      { action: 'clock.set', actor: own, subject: null, detail: { to: '2026-03-11T00:00:00.000Z' } },
      { action: 'clock.advance', actor: own, detail: { to: '2026-03-12T00:00:00.000Z' } },
      { action: 'key.create', actor: operator, subject: key },
      { action: 'key.revoke', actor: operator, subject: key },
    ]);
  });

  it('says nothing of what changed nothing', async () => {
    await kairos.putConfig();
    await kairos.putConfig();
    await kairos.api.post('/v1/config/versions/1/activate', {}, z.unknown());
    await kairos.api.refused('PUT', '/v1/config', { body: {} });
    await kairos.api.refused('PUT', '/v1/accounts/acme/subscription', { body: { plan: 'gone' } });
    expect((await audit()).data.map(({ action }) => action)).toEqual(['config.put', 'environment.create']);
  });

  it('says of the first environment that the process made it', async () => {
    const { data } = await first.api.get('/v1/audit', auditPage);
    expect(data.at(-1)).toMatchObject({ action: 'environment.create', actor: { kind: 'process', hint: null } });
  });

  it('comes page by page, the latest first', async () => {
    for (const minute of ['01', '02', '03']) {
      first.setWallClock(`2026-03-10T12:${minute}:00Z`);
      await kairos.api.put('/v1/clock', { now: `2026-03-10T12:${minute}:00Z` }, z.unknown());
    }
    const page = await audit('?limit=2');
    const rest = await audit(`?limit=2&cursor=${page.next}`);
    expect([...page.data, ...rest.data].map(({ detail }) => detail['to'] ?? null)).toEqual([
      '2026-03-10T12:03:00.000Z',
      '2026-03-10T12:02:00.000Z',
      '2026-03-10T12:01:00.000Z',
      null,
    ]);
    expect(rest.next).toBeNull();
  });
});

describe('an earlier version of the config', () => {
  it('is made the active one again, and accounts have what it says', async () => {
    const config = ledgerly();
    await kairos.putConfig(config);
    const plans = config.plans.map((plan) => ({
      ...plan,
      entitlements: { ...plan.entitlements, invoices: { limit: 50 } },
    }));
    await kairos.putConfig({ ...config, plans });
    await kairos.sends('Invoice Sent', { times: 9 });
    expect((await kairos.account()).usage['invoices']).toMatchObject({ limit: 50, state: 'ok' });
    const { body } = await kairos.api.ask('POST', '/v1/config/versions/1/activate');
    expect(body).toMatchObject({ version: 1 });
    expect((await kairos.account()).usage['invoices']).toMatchObject({ limit: 10, state: 'warning' });
    expect((await kairos.api.ask('GET', '/v1/config')).body).toMatchObject({ version: 1, config });
    const versions = (await kairos.api.ask('GET', '/v1/config/versions')).body;
    expect(versions).toMatchObject({
      data: [
        { version: 2, active: false },
        { version: 1, active: true },
      ],
    });
    expect(await kairos.putConfig({ ...config, product: { name: 'Ledgerly', currency: 'EUR' } })).toMatchObject({
      version: 3,
    });
  });

  it('must be one that there is', async () => {
    await kairos.putConfig();
    expect(await kairos.api.refused('POST', '/v1/config/versions/7/activate')).toMatchObject({
      status: 404,
      detail: 'no version 7 of the config; GET /v1/config/versions lists them',
    });
    expect(await kairos.api.refused('POST', '/v1/config/versions/latest/activate')).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });
});

function audit(query = ''): Promise<z.output<typeof auditPage>> {
  return kairos.api.get(`/v1/audit${query}`, auditPage);
}
