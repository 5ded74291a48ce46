import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import type { Method } from '../testing/caller.ts';
import { expectRefusal, type RefusalCase } from '../testing/refusal-case.ts';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';

let kairos: TestKairos;
beforeAll(async () => {
  kairos = await (await aKairos()).fresh();
  await kairos.sends('Invoice Sent');
});
afterAll(() => kairos.close());

const KB = 1024;

const CASES: readonly RefusalCase[] = [
  [
    'a body that is cut short',
    'PUT /v1/config',
    { body: '{"product":' },
    '400 malformed-json',
    [],
    'the body is not valid JSON',
  ],
  [
    'JSON that is not called so',
    'POST /v1/check',
    { body: '{}', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    '400 invalid-request',
    [],
    'the body came as application/x-www-form-urlencoded; send it with "Content-Type: application/json"',
  ],
  [
    'any other body over 1 MB',
    'POST /v1/check',
    { body: { account: 'x'.repeat(KB * KB) } },
    '413 too-large',
    [],
    'the body is too large',
  ],
  [
    'an unknown account',
    'GET /v1/accounts/nobody',
    {},
    '404 not-found',
    [],
    'no account "nobody" in this environment; it begins with its first event, or with PUT /v1/accounts/nobody/subscription',
  ],
  ["an unknown account's timeline", 'GET /v1/accounts/nobody/timeline', {}, '404 not-found', [], 'no account "nobody"'],
  [
    'a quote for an unknown account',
    'POST /v1/quotes',
    { body: { account: 'nobody', change: { plan: 'pro' } } },
    '404 not-found',
    [],
    'no account "nobody"',
  ],
  [
    'an unknown meter',
    'GET /v1/accounts/acme/usage/parcels',
    {},
    '404 not-found',
    [],
    'no meter "parcels"; there is invoices, storage, seats',
  ],
  ['an unknown moment', 'POST /v1/moments/mom_0/shown', {}, '404 not-found', [], 'no moment "mom_0"'],
  ['an unknown quote', 'POST /v1/quotes/quo_0/accept', {}, '404 not-found', [], 'no quote "quo_0"'],
  [
    'an unknown route',
    'GET /v1/acounts',
    {},
    '404 not-found',
    [],
    'there is nothing at GET /v1/acounts; /openapi.json lists what there is',
  ],
  [
    'a method that the route has not',
    'DELETE /v1/config',
    {},
    '405 method-not-allowed',
    [],
    '/v1/config takes GET, HEAD, PUT, not DELETE',
  ],
  [
    'an unknown plan',
    'POST /v1/quotes',
    { body: { account: 'acme', change: { plan: 'platinum' } } },
    '422 unknown-plan',
    ['change.plan'],
    'no plan "platinum"; there is "free", "pro", "business"',
  ],
  [
    'an interval without a price',
    'POST /v1/quotes',
    { body: { account: 'acme', change: { plan: 'free', interval: 'year' } } },
    '422 no-price',
    ['change.interval'],
    'it is sold per month',
  ],
  [
    'no change',
    'POST /v1/quotes',
    { body: { account: 'acme', change: { plan: 'free' } } },
    '422 no-change',
    ['change'],
    'is on Free per month already',
  ],
  [
    'a change of nothing',
    'POST /v1/quotes',
    { body: { account: 'acme', change: {} } },
    '400 invalid-request',
    ['change'],
    'expected a "plan", an "interval", "seats", "addOns", or several of them',
  ],
  [
    'a slip in a key',
    'POST /v1/decide',
    { body: { account: 'acme', usr: 'ana' } },
    '400 invalid-request',
    ['user', 'usr'],
    'user: expected text, but it is missing',
  ],
  [
    'an amount of nothing',
    'POST /v1/check',
    { body: { account: 'acme', feature: 'invoices', amount: 0 } },
    '400 invalid-request',
    ['amount'],
    'amount: ',
  ],
  [
    'a subscription to an unknown plan',
    'PUT /v1/accounts/acme/subscription',
    { body: { plan: 'platinum' } },
    '400 invalid-request',
    ['plan'],
    'no plan "platinum"; there is "free", "pro", "business"',
  ],
  [
    'a subscription from the future',
    'PUT /v1/accounts/acme/subscription',
    { body: { plan: 'pro', startedAt: '2026-03-11T00:00:00Z' } },
    '400 invalid-request',
    ['startedAt'],
    'expected a time that has come already',
  ],
  [
    'a renewal in the past',
    'PUT /v1/accounts/acme/subscription',
    { body: { plan: 'pro', renewsAt: '2026-03-09T00:00:00Z' } },
    '400 invalid-request',
    ['renewsAt'],
    'expected a time that is still to come',
  ],
  ['a page of no length', 'GET /v1/accounts?limit=0', {}, '400 invalid-request', ['query.limit'], 'query.limit: '],
  [
    'a cursor of somebody else',
    'GET /v1/accounts?cursor=abc',
    {},
    '400 invalid-request',
    ['query.cursor'],
    'expected the "next" of an earlier answer',
  ],
  [
    'a report of no time',
    'GET /v1/reports/funnel?from=2026-03-02&to=2026-03-01',
    {},
    '400 invalid-request',
    ['query.from'],
    '"from" must be before "to"',
  ],
  [
    'a report of a time that can not be read',
    'GET /v1/reports/funnel?from=march',
    {},
    '400 invalid-request',
    ['query.from'],
    'expected an ISO 8601 date',
  ],
];

describe('a request with problems', () => {
  it.each(CASES)('says what is wrong with %s, and what to do', (...refusal) => expectRefusal(kairos, refusal));

  it('is told in "Allow" which methods there are', async () => {
    const allowed = async (method: Method, path: string): Promise<string | null> =>
      (await kairos.api.refused(method, path)).headers.get('allow');
    expect(await allowed('DELETE', '/v1/config')).toBe('GET, HEAD, PUT');
    expect(await allowed('PUT', '/v1/accounts/a.b%2Fc/timeline')).toBe('GET, HEAD');
    expect(await allowed('GET', '/v1/track')).toBe('POST');
    expect(await allowed('POST', '/health')).toBe('GET, HEAD');
    expect(await allowed('GET', '/v1/accounts/a/b')).toBeNull();
  });

  it('is refused as soon as its body is too long, however long it goes on', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * KB)),
    });
    expect(await kairos.api.refused('POST', '/v1/check', { body: endless })).toMatchObject({ code: 'too-large' });
  });
});

describe('a config with problems', () => {
  it('is refused with every one of them at once, each with its path, and changes nothing', async () => {
    const fresh = await kairos.fresh();
    const broken = {
      ...ledgerly(),
      product: { name: '', currency: 'dollars' },
      meters: { invoices: { event: 'Invoice Sent', aggregate: 'average' } },
      plan: [],
      plays: [{ id: 'late', trigger: ['nope'], message: { done: '{{ nope }}' } }],
    };
    const problem = await fresh.api.refused('PUT', '/v1/config', { body: broken });
    expect(problem).toMatchObject({ status: 422, code: 'invalid-config' });
    expect(problem.detail).toBe(`the config has ${problem.errors.length} problems; nothing was changed`);
    expect(problem.errors.map((error) => error.path)).toEqual(
      expect.arrayContaining([
        'product.name',
        'product.currency',
        'meters.invoices.aggregate',
        'plan',
        'plays.0.message.near',
        'plays.0.message.done',
      ]),
    );
    expect(problem.errors.every((error) => error.message.length > 10)).toBe(true);
    const { body } = await fresh.api.ask('GET', '/v1/config');
    expect(body).toMatchObject({ version: 1, config: ledgerly() });
    const linted = await fresh.api.ask('POST', '/v1/config/lint', { body: broken });
    expect(linted.body).toMatchObject({ findings: problem.errors.map((error) => ({ ...error, severity: 'error' })) });
  });

  it('is asked for where there is none yet', async () => {
    const bare = await kairos.another();
    expect(await bare.api.refused('GET', '/v1/config')).toMatchObject({
      code: 'not-found',
      detail: expect.stringContaining('PUT one to /v1/config'),
    });
    expect(
      await bare.api.refused('POST', '/v1/check', { body: { account: 'acme', feature: 'reports' } }),
    ).toMatchObject({
      status: 409,
      code: 'no-config',
      detail: expect.stringContaining('PUT one to /v1/config first'),
    });
  });
});
