import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';
import { subscriptionSchema } from '../wire/account.ts';

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  kairos = await first.fresh();
});

describe("an account's readiness", () => {
  it('is a score with what it is made of, its stage, and whether it may be offered anything', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    const { readiness, qualification, interventions } = await kairos.account();
    expect(readiness).toMatchObject({ stage: 'initial-adoption', qualified: true, reasons: [] });
    expect(readiness.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(readiness.score);
    expect(readiness.contributions[0]).toEqual({
      name: 'usage.limits',
      points: 15,
      detail: 'the fullest limit is at 8 of 10 invoices; it counts from 50% on',
    });
    expect(qualification).toHaveLength(11);
    expect(qualification.every(({ pass }) => pass)).toBe(true);
    expect(interventions).toEqual([]);
  });

  it('says why an account is not qualified, and what is due instead, until the gap is closed (S3.35)', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    await kairos.sends('Ticket Opened', { properties: { ticket: 't1' } });
    const troubled = await kairos.account();
    const reason = '1 open ticket, the oldest since 2026-03-10T12:00:00.000Z; 1 speaks against an offer';
    expect(troubled.readiness).toMatchObject({
      qualified: false,
      reasons: [{ rule: 'health.tickets', detail: reason }],
    });
    expect(troubled.interventions).toEqual([
      { kind: 'resolve-tickets', rules: ['health.tickets'], reason, since: '2026-03-10T12:00:00.000Z' },
    ]);
    await kairos.sends('Ticket Resolved', { properties: { ticket: 't1' } });
    const settled = await kairos.account();
    expect([settled.readiness.qualified, settled.interventions]).toEqual([true, []]);
    expect(settled.readiness.score).toBeGreaterThan(troubled.readiness.score);
  });

  it('fades as time passes (S3.15)', async () => {
    await kairos.sends('Pricing Viewed');
    const before = await kairos.account();
    await kairos.advance('2026-03-24T12:00:00Z');
    expect((await kairos.account()).readiness.score).toBeLessThan(before.readiness.score);
  });

  it('remembers a step down, through everything that is kept', async () => {
    await kairos.api.put('/v1/accounts/acme/subscription', { plan: 'pro' }, subscriptionSchema);
    await kairos.api.put('/v1/accounts/acme/subscription', { plan: 'free' }, subscriptionSchema);
    const { readiness, interventions } = await kairos.account();
    expect(readiness.reasons.map(({ rule }) => rule)).toContain('health.downgrade');
    expect(interventions).toMatchObject([{ kind: 'ask-about-downgrade', since: '2026-03-10T12:00:00.000Z' }]);
  });
});
