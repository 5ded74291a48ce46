import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskly } from '../../../engine/src/testing/deskly.ts';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';

/** Seats, add-ons and what is charged by use, from the quote to the invoice. */

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos({ now: '2026-04-01T00:00:00.000Z' });
});
afterAll(() => first.close());
beforeEach(async () => {
  kairos = await first.fresh(deskly());
});

const subscribe = (body: Readonly<Record<string, unknown>>): Promise<unknown> =>
  kairos.api.put('/v1/accounts/acme/subscription', body, z.looseObject({ plan: z.string() }));

const lines = async (): Promise<readonly (readonly [at: string, line: string, amount: number])[]> =>
  (await kairos.invoices()).flatMap((invoice) =>
    invoice.lines.map(({ description, amount }) => [invoice.at.slice(0, 10), description, amount] as const),
  );

describe('seats', () => {
  it('that are bought are there in the answer, on the invoice and in what the account has', async () => {
    await subscribe({ plan: 'team' });
    await kairos.advance('2026-04-16T00:00:00Z');
    const { entitlements, upgrade } = await kairos.upgrade({ seats: 8 });
    expect(entitlements['seats']).toMatchObject({ limit: 8, remaining: 8 });
    expect(upgrade).toMatchObject({ status: 'active', from: 'team', to: 'team', mrrDelta: 2_700 });
    expect(await lines()).toEqual([['2026-04-16', 'Team seats × 8 for the rest of the period', 1_350]]);
    expect((await kairos.account()).subscription).toMatchObject({ seats: 8, addOns: [], monthlyAmount: 7_600 });
  });

  it('that are fewer wait, and are said to', async () => {
    await subscribe({ plan: 'team', seats: 9 });
    expect((await kairos.upgrade({ seats: 6 })).upgrade).toMatchObject({ status: 'scheduled', mrrDelta: -2_700 });
    expect((await kairos.account()).subscription).toMatchObject({
      seats: 9,
      pending: { plan: 'team', interval: 'month', seats: 6, addOns: [], at: '2026-05-01T00:00:00.000Z' },
    });
    await kairos.advance('2026-05-01T00:00:00Z');
    expect((await kairos.account()).subscription).toMatchObject({ seats: 6, pending: null });
    expect(await lines()).toEqual([
      ['2026-05-01', 'Team, one month', 4_900],
      ['2026-05-01', 'Team seats × 6, one month', 900],
    ]);
  });
});

describe('an add-on', () => {
  it('that is bought opens what it grants in the same answer, to the server and in the browser', async () => {
    await subscribe({ plan: 'team' });
    const buyer = await kairos.browser({ user: 'olga' });
    const { id } = await buyer.quote({ addOns: ['sso', 'more-tickets'] });
    const { entitlements, session } = await buyer.accept(id);
    expect(entitlements).toMatchObject({ sso: { allowed: true }, tickets: { limit: 200 } });
    expect(session.addOns.map((addOn) => [addOn.id, addOn.isBought])).toEqual([
      ['more-tickets', true],
      ['sso', true],
      ['team-reports', false],
    ]);
    expect((await kairos.check('sso')).allowed).toBe(true);
    expect((await kairos.account()).subscription.addOns).toEqual(['more-tickets', 'sso']);
  });

  it('books what it adds each month on the moment that led to it', async () => {
    await subscribe({ plan: 'team' });
    await kairos.sends('Ticket Answered', { times: 80 });
    const { moment } = await kairos.decide();
    await kairos.take(moment?.id ?? '', 'shown');
    const { id } = await kairos.quote({ addOns: ['more-tickets'] }, { moment: moment?.id ?? '' });
    await kairos.accept(id);
    expect((await kairos.funnel()).totals).toMatchObject({ converted: 1, revenue: 1_500 });
  });

  it('makes an earlier quote stale, as any change does', async () => {
    await subscribe({ plan: 'team' });
    const { id } = await kairos.quote({ seats: 9 });
    await kairos.upgrade({ addOns: ['sso'] });
    expect(await kairos.api.refused('POST', `/v1/quotes/${id}/accept`)).toMatchObject({ code: 'quote-stale' });
  });
});

describe('what is charged by use', () => {
  const calls = (count: number, timestamp: string): Promise<unknown> =>
    kairos.sends('API Called', { properties: { calls: count }, timestamp });

  it('is a line of the invoice of the renewal', async () => {
    await subscribe({ plan: 'scale' });
    await calls(6_000, '2026-04-01T00:00:00Z');
    await kairos.advance('2026-05-01T00:00:00Z');
    await kairos.advance('2026-06-01T00:00:00Z');
    expect(await lines()).toEqual([
      ['2026-06-01', 'Scale, one month', 9_900],
      ['2026-05-01', 'Scale API calls × 6,000, used in the period', 9_000],
      ['2026-05-01', 'Scale, one month', 9_900],
    ]);
  });

  it('is an invoice of its own when an upgrade ends the period early', async () => {
    await subscribe({ plan: 'scale' });
    await calls(2_000, '2026-04-01T00:00:00Z');
    await kairos.advance('2026-04-16T00:00:00Z');
    await kairos.upgrade({ interval: 'year' });
    expect((await kairos.invoices()).map((invoice) => invoice.total)).toEqual([99_000 - 4_950, 2_000]);
    await kairos.advance('2027-04-16T00:00:00Z');
    expect((await lines()).filter(([, line]) => line.includes('API calls'))).toHaveLength(1);
  });
});

describe('a config', () => {
  it('is put with what it is advised against, and linted with the same', async () => {
    const schema = z.object({
      version: z.int(),
      warnings: z.array(z.object({ path: z.string(), rule: z.string(), message: z.string() })),
    });
    const suite = {
      id: 'suite',
      name: 'Suite',
      prices: [{ interval: 'month' as const, amount: 1 }],
      entitlements: { sso: true as const, reports: true as const },
    };
    const bundled = deskly({ addOns: [suite] });
    const put = await kairos.api.put('/v1/config', bundled, schema);
    expect(put.warnings.map(({ path, rule }) => [path, rule])).toEqual([
      ['addOns.0', 'catalog.bundle'],
      ['meters.storage', 'ladder.unlimited-meter'],
    ]);
    const { body } = await kairos.api.ask('POST', '/v1/config/lint', { body: bundled });
    expect(body).toEqual({ findings: put.warnings.map((warning) => ({ ...warning, severity: 'warning' })) });
  });
});
