import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  kairos = await first.fresh();
  await kairos.sends('Invoice Sent', { times: 8 });
});

const quoting = { account: 'acme', change: { plan: 'pro' } };
const headers = { 'idempotency-key': 'once' };

describe('the same key again', () => {
  it('with the same body is answered what was answered first, and does nothing more', async () => {
    const once = await kairos.api.ask('POST', '/v1/decide', { body: { account: 'acme', user: 'ana' }, headers });
    const again = await kairos.api.ask('POST', '/v1/decide', { body: { account: 'acme', user: 'ana' }, headers });
    expect(again).toMatchObject({ status: 200, body: once.body });
    expect(once.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await kairos.decisions()).toHaveLength(1);
  });

  it('with another body is refused', async () => {
    await kairos.api.ask('POST', '/v1/quotes', { body: quoting, headers });
    const body = { ...quoting, change: { plan: 'business' } };
    expect(await kairos.api.refused('POST', '/v1/quotes', { body, headers })).toMatchObject({
      status: 422,
      code: 'idempotency-mismatch',
      detail: expect.stringContaining('use a new key for a new request'),
    });
  });

  it('while the first is still being answered is put off', async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 }, () => kairos.api.ask('POST', '/v1/quotes', { body: quoting, headers })),
    );
    const running = answers.find(({ status }) => status === 409);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(running?.body).toMatchObject({
      code: 'idempotency-running',
      detail: expect.stringContaining('ask again in a moment'),
    });
    expect(running?.headers.get('retry-after')).toBe('1');
  });

  it('is answered a refusal again, too', async () => {
    const body = { account: 'umbra', change: { plan: 'pro' } };
    const once = await kairos.api.refused('POST', '/v1/quotes', { body, headers });
    await kairos.sends('Invoice Sent', { account: 'umbra' });
    const again = await kairos.api.refused('POST', '/v1/quotes', { body, headers });
    expect(again).toMatchObject({ status: 404, code: 'not-found', requestId: once.requestId });
  });

  it('may be used for another path, by another tenant, and by another user', async () => {
    const other = await first.fresh();
    await other.sends('Invoice Sent');
    await kairos.api.ask('POST', '/v1/quotes', { body: quoting, headers });
    const answers = [
      await kairos.api.ask('POST', '/v1/decide', { body: { account: 'acme', user: 'ana' }, headers }),
      await other.api.ask('POST', '/v1/quotes', { body: quoting, headers }),
      ...(await Promise.all(
        ['ana', 'ben'].map(async (user) =>
          (
            await kairos.browser({ user })
          ).caller.ask('POST', '/v1/client/quotes', { body: { change: { plan: 'pro' } }, headers }),
        ),
      )),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('idempotent-replayed')).toBeNull();
    }
  });

  it('is a new one after seven days', async () => {
    const once = await kairos.api.ask('POST', '/v1/quotes', { body: quoting, headers });
    kairos.setWallClock('2026-03-18T12:00:00Z');
    const later = await kairos.api.ask('POST', '/v1/quotes', { body: quoting, headers });
    expect(later.status).toBe(200);
    expect(later.body).not.toEqual(once.body);
  });

  it('must be one of 1 to 255 characters', async () => {
    const long = { 'idempotency-key': 'x'.repeat(256) };
    expect(await kairos.api.refused('POST', '/v1/quotes', { body: quoting, headers: long })).toMatchObject({
      code: 'invalid-request',
      detail: 'an Idempotency-Key has 1 to 255 characters',
    });
  });
});
