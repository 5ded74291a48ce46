import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aKairos, NOON, type TestKairos } from '../testing/test-kairos.ts';

const clockSchema = z.object({ now: z.string(), fixed: z.boolean() });

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  first.setWallClock(NOON);
  kairos = await first.fresh();
});

describe('the clock of a test environment', () => {
  it('follows the wall clock until it is set, and stands still from then on', async () => {
    first.setWallClock('2026-03-10T13:00:00Z');
    expect(await kairos.api.get('/v1/clock', clockSchema)).toEqual({ now: '2026-03-10T13:00:00.000Z', fixed: false });
    await kairos.api.put('/v1/clock', { now: '2025-01-01T00:00:00Z' }, clockSchema);
    first.setWallClock('2026-03-10T14:00:00Z');
    expect(await kairos.api.get('/v1/clock', clockSchema)).toEqual({ now: '2025-01-01T00:00:00.000Z', fixed: true });
    await kairos.sends('Invoice Sent');
    expect((await kairos.timeline())[0]?.at).toBe('2025-01-01T00:00:00.000Z');
  });

  it('never goes back', async () => {
    await kairos.advance('2026-03-11T00:00:00Z');
    for (const [method, path, body] of [
      ['PUT', '/v1/clock', { now: NOON }],
      ['POST', '/v1/clock/advance', { to: NOON }],
    ] as const) {
      expect(await kairos.api.refused(method, path, { body })).toMatchObject({
        status: 409,
        code: 'clock-backwards',
        detail: `the clock stands at 2026-03-11T00:00:00.000Z and never goes back; ${NOON} is before that`,
      });
    }
  });

  it('does not leap further than ten years, as after a slip in the year', async () => {
    await kairos.sends('Invoice Sent');
    await kairos.upgrade({ plan: 'pro' });
    expect(await kairos.api.refused('POST', '/v1/clock/advance', { body: { to: '2206-04-01' } })).toMatchObject({
      status: 400,
      code: 'invalid-request',
      detail: expect.stringContaining('move the clock in smaller steps'),
    });
  });

  it('is not to be had in a live environment', async () => {
    const live = await first.another({ kind: 'live' });
    expect(await live.api.refused('PUT', '/v1/clock', { body: { now: NOON } })).toMatchObject({
      status: 409,
      code: 'live-environment',
    });
    expect(await live.api.refused('POST', '/v1/clock/advance', { body: { to: NOON } })).toMatchObject({
      code: 'live-environment',
    });
  });

  it('must be set to a time', async () => {
    expect(await kairos.api.refused('PUT', '/v1/clock', { body: { now: 'noon' } })).toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'now', message: expect.stringContaining('expected an ISO 8601') }],
    });
  });

  it('runs the timers of many accounts that fall due at different times, each once, in order', async () => {
    const accounts = Array.from({ length: 30 }, (_, index) => `account-${index}`);
    await kairos.tell(...accounts.map((groupId) => ({ type: 'group', groupId })));
    for (const [index, account] of accounts.entries()) {
      const renewsAt = new Date(Date.parse('2026-03-20T00:00:00Z') + index * 3_600_000).toISOString();
      await kairos.api.put(`/v1/accounts/${account}/subscription`, { plan: 'pro', renewsAt }, z.unknown());
    }
    await kairos.advance('2026-05-01T00:00:00Z');
    for (const account of ['account-0', 'account-17', 'account-29']) {
      const invoices = await kairos.invoices(account);
      expect(invoices).toHaveLength(2);
      expect((await kairos.account(account)).subscription.renewsAt).toMatch(/^2026-05-2\d/);
    }
  });

  it('leaves every other environment where it is', async () => {
    const other = await first.fresh();
    await kairos.advance('2026-04-01T00:00:00Z');
    expect(await other.api.get('/v1/clock', clockSchema)).toEqual({ now: NOON, fixed: false });
  });
});
