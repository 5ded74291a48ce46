import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { describeConsume } from '../testing/consume-contract.ts';
import { createDatabase, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { aKairos, NOON, type TestKairos } from '../testing/test-kairos.ts';

describe('consuming', () => {
  let first: TestKairos;
  let kairos: TestKairos;
  beforeAll(async () => {
    first = await aKairos();
  });
  afterAll(() => first.close());
  beforeEach(async () => {
    kairos = await first.fresh();
  });

  it('uses what is asked for, and answers the use as it is then', async () => {
    await kairos.sends('Invoice Sent', { times: 3 });
    expect(await kairos.consume(4)).toMatchObject({
      allowed: true,
      reason: 'within-limit',
      used: 7,
      remaining: 3,
      known: true,
    });
    expect(await kairos.used()).toBe(7);
  });

  it('goes into grace, and no further', async () => {
    expect(await kairos.consume(11)).toMatchObject({ allowed: true, reason: 'in-grace', used: 11, graceRemaining: 0 });
    expect(await kairos.consume(1)).toMatchObject({ allowed: false, reason: 'limit-reached', used: 11 });
  });

  it('uses all of an amount or nothing', async () => {
    await kairos.consume(5);
    expect(await kairos.consume(7)).toMatchObject({ allowed: false, used: 5, remaining: 5, requiredPlan: 'pro' });
    expect(await kairos.used()).toBe(5);
  });

  it('leaves nothing of an account behind of which nothing is known, where it is refused', async () => {
    expect(await kairos.consume(12, { account: 'nobody' })).toMatchObject({ allowed: false, known: false });
    expect(await kairos.api.refused('GET', '/v1/accounts/nobody')).toMatchObject({ code: 'not-found' });
    expect(await kairos.consume(2, { account: 'somebody' })).toMatchObject({ allowed: true, known: false, used: 2 });
    expect(await kairos.used('invoices', 'somebody')).toBe(2);
  });

  it('is a fact like any other: it fires signals, is in the timeline and the series, and is folded again', async () => {
    await kairos.consume(6);
    await kairos.consume(2);
    expect(await kairos.signals()).toEqual(['usage.approaching']);
    expect((await kairos.timeline()).filter(({ kind }) => kind === 'consume')).toMatchObject([
      { meter: 'invoices', amount: 2 },
      { meter: 'invoices', amount: 6 },
    ]);
    expect((await kairos.series('invoices')).points.map(({ used }) => used)).toEqual([6, 8]);
    const { meters, ...rest } = ledgerly();
    await kairos.putConfig({
      ...rest,
      meters: { ...meters, reminders: { event: 'Reminder Sent', aggregate: 'count' } },
    });
    expect(await kairos.used()).toBe(8);
  });

  it('begins anew where the period did', async () => {
    await kairos.consume(11);
    await kairos.advance('2026-04-01T00:00:00Z');
    expect(await kairos.consume(3)).toMatchObject({ allowed: true, used: 3 });
  });

  it('is judged by what the account has by now, also where its renewal was not told yet', async () => {
    const live = await first.another({ kind: 'live' });
    await live.putConfig();
    await live.sends('Invoice Sent');
    await live.upgrade({ plan: 'pro' });
    await live.upgrade({ plan: 'free' });
    expect(await live.consume(12)).toMatchObject({ allowed: true, limit: 100 });
    first.setWallClock('2026-04-10T12:00:01Z');
    expect(await live.consume(12)).toMatchObject({ allowed: false, limit: 10, used: 0 });
    expect(await live.consume(5)).toMatchObject({ allowed: true, limit: 10, used: 5 });
    first.setWallClock(NOON);
  });

  it('answers the first time again under the same Idempotency-Key, also when the answer was never kept', async () => {
    const body = { account: 'acme', meter: 'invoices', amount: 10 };
    const headers = { 'idempotency-key': 'once' };
    await kairos.sends('Report Opened');
    const once = await kairos.api.ask('POST', '/v1/consume', { body, headers });
    expect((await kairos.api.ask('POST', '/v1/consume', { body, headers })).body).toEqual(once.body);
    // Seven days later the answer is gone; what it did is not.
    first.setWallClock('2026-03-18T12:00:00Z');
    const later = await kairos.api.ask('POST', '/v1/consume', { body, headers });
    expect(later.headers.get('idempotent-replayed')).toBeNull();
    expect(later.body).toEqual(once.body);
    first.setWallClock(NOON);
  });

  it('says of a meter that is not there the same as a check does', async () => {
    expect(await kairos.consume(1, { meter: 'parcels' })).toMatchObject({
      allowed: false,
      reason: 'unknown-feature',
    });
    // A feature is granted or not; there is nothing of it to use up.
    expect(await kairos.consume(1, { meter: 'reports' })).toMatchObject({ allowed: false });
  });

  it('is refused for a meter that amounts can not be added to, and for a part of what is counted', async () => {
    const seats = { account: 'acme', meter: 'seats', amount: 1 };
    expect(await kairos.api.refused('POST', '/v1/consume', { body: seats })).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [{ path: 'meter', message: expect.stringContaining('of aggregate "members"') }],
    });
    const half = { account: 'acme', meter: 'invoices', amount: 0.5 };
    expect(await kairos.api.refused('POST', '/v1/consume', { body: half })).toMatchObject({
      errors: [{ path: 'amount', message: 'expected a whole number, as "invoices" counts' }],
    });
  });
});

describeConsume('embedded PostgreSQL', async () => [await aKairos()]);

describe('with a server of its own', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  describeConsume('PostgreSQL, by two processes', async () => {
    const url = await createDatabase(server.url);
    return [await aKairos({ url }), await aKairos({ url })];
  });
});
