import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
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

const subscribe = (body: Readonly<Record<string, unknown>>): Promise<unknown> =>
  kairos.api.put('/v1/accounts/acme/subscription', body, z.looseObject({ plan: z.string() }));

describe('accepting a quote', () => {
  it('charges once, however often it is asked for', async () => {
    const { id } = await kairos.quote({ plan: 'pro' });
    const once = await kairos.accept(id);
    expect(await kairos.accept(id)).toEqual(once);
    expect(await kairos.invoices()).toHaveLength(1);
  });

  it('charges once when it is asked for ten times at once', async () => {
    const { id } = await kairos.quote({ plan: 'pro' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => kairos.accept(id)));
    expect(new Set(answers.map(({ upgrade }) => upgrade.id)).size).toBe(1);
    expect(await kairos.invoices()).toMatchObject([{ total: 4_900 }]);
    expect((await kairos.timeline()).filter(({ kind }) => kind === 'upgrade')).toHaveLength(1);
  });

  it('is refused once the quote has ended', async () => {
    const { id, expiresAt } = await kairos.quote({ plan: 'pro' });
    await kairos.advance(expiresAt);
    expect(await kairos.api.refused('POST', `/v1/quotes/${id}/accept`)).toMatchObject({
      status: 410,
      code: 'quote-expired',
      detail: `the quote ended on ${expiresAt}; ask for a new one`,
    });
    expect(await kairos.invoices()).toEqual([]);
  });

  it('is refused when what the account has changed in between, even where another quote did it', async () => {
    const [pro, business] = await Promise.all([kairos.quote({ plan: 'pro' }), kairos.quote({ plan: 'business' })]);
    await kairos.accept(business.id);
    expect(await kairos.api.refused('POST', `/v1/quotes/${pro.id}/accept`)).toMatchObject({
      status: 409,
      code: 'quote-stale',
      detail: expect.stringContaining('ask for a new quote'),
    });
    expect(await kairos.invoices()).toMatchObject([{ total: 9_900 }]);
  });

  it('is refused when a period has turned in between', async () => {
    await subscribe({ plan: 'pro', renewsAt: '2026-03-11T00:00:00Z' });
    const { id } = await kairos.quote({ plan: 'business' });
    await kairos.advance('2026-03-11T00:00:00Z');
    expect(await kairos.api.refused('POST', `/v1/quotes/${id}/accept`)).toMatchObject({ code: 'quote-stale' });
  });

  it('is refused where somebody else bills the account, saying where to go', async () => {
    await subscribe({ plan: 'free', billedBy: 'external' });
    const { id } = await kairos.quote({ plan: 'pro' });
    expect(await kairos.api.refused('POST', `/v1/quotes/${id}/accept`)).toMatchObject({
      status: 409,
      code: 'external-billing',
      detail: expect.stringContaining('make the change there, and tell Kairos by PUT /v1/accounts/{id}/subscription'),
    });
  });

  it('needs a role that may buy, in a browser', async () => {
    const buyer = await kairos.browser({ user: 'olga', role: 'billing' });
    const { id } = await buyer.quote({ plan: 'pro' });
    for (const role of ['member', undefined]) {
      const { caller } = await kairos.browserOf({ user: 'max', ...(role === undefined ? {} : { role }) });
      const problem = await caller.refused('POST', `/v1/client/quotes/${id}/accept`, { body: {} });
      expect(problem).toMatchObject({ status: 403, code: 'forbidden' });
      expect(problem.detail).toContain('only owner, admin, billing can change what the account has');
    }
    const { upgrade, session } = await buyer.accept(id);
    expect(upgrade.status).toBe('active');
    expect(session).toMatchObject({
      plan: { id: 'pro' },
      user: { canBuy: true },
      entitlements: { reports: { allowed: true } },
    });
  });

  it('takes the role from what was told of the user, where the token says none', async () => {
    await kairos.tell({ type: 'identify', userId: 'max', traits: { role: 'admin' }, context: { groupId: 'acme' } });
    const browser = await kairos.browserOf({ user: 'max' });
    const { id } = await browser.quote({ plan: 'pro' });
    expect((await browser.accept(id)).upgrade.to).toBe('pro');
  });

  it("does not take another account's moment for what led to it", async () => {
    await kairos.sends('Invoice Sent', { account: 'umbra', times: 8 });
    const { moment } = await kairos.decide({ account: 'umbra' });
    const body = { account: 'acme', change: { plan: 'pro' }, moment: moment?.id };
    expect(await kairos.api.refused('POST', '/v1/quotes', { body })).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('keeps the price that was quoted when the config changes its prices', async () => {
    const { id, dueNow } = await kairos.quote({ plan: 'pro' });
    const config = ledgerly();
    await kairos.putConfig({
      ...config,
      plans: config.plans.map((plan) => ({
        ...plan,
        prices: [{ interval: 'month', amount: plan.id === 'free' ? 0 : 7_700 }],
      })),
    });
    await kairos.accept(id);
    expect(await kairos.invoices()).toMatchObject([{ total: dueNow }]);
  });
});
