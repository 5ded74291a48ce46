import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { aKairos, NOON, type TestKairos } from '../testing/test-kairos.ts';

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  kairos = await first.fresh();
});

/** Five accounts: one at its ceiling, one near a limit and used by two, who fill its seats; three where it all begins. */
async function fiveAccounts(): Promise<void> {
  await kairos.sends('Invoice Sent', { times: 10, account: 'full' });
  await kairos.sends('Invoice Sent', { times: 8, account: 'busy' });
  await kairos.sends('Invoice Sent', { account: 'busy', user: 'ben' });
  for (const account of ['Zed', 'adam', 'élan']) await kairos.sends('Invoice Sent', { account });
}

const idsOf = async (query: string): Promise<readonly string[]> =>
  (await kairos.accounts(query)).data.map(({ id }) => id);

describe("an account's stage", () => {
  it('is told with every rule and its numbers, and with its use in seven dimensions', async () => {
    await kairos.sends('Invoice Sent', { times: 10 });
    const { stage, dimensions } = await kairos.account();
    expect(stage).toMatchObject({ stage: 'tier-ceiling', since: NOON });
    expect(stage.tally.map(({ held, needed }) => [held, needed])).toEqual([
      [0, 0],
      [1, 2],
      [0, 2],
      [1, 1],
    ]);
    expect(stage.reasons.find(({ rule }) => rule === 'hard-limits')).toEqual({
      stage: 'tier-ceiling',
      rule: 'hard-limits',
      holds: true,
      detail: '10 of 10 invoices',
      values: { meters: ['invoices'] },
      until: '2026-04-01T00:00:00.000Z',
    });
    expect(dimensions).toMatchObject({
      usageFrequency: { activeDays: 1, days: 30 },
      storage: [],
      teamGrowth: { members: 1 },
    });
  });

  it('is known since it began, and since when the next one did', async () => {
    await kairos.sends('Invoice Sent', { times: 9 });
    await kairos.advance('2026-03-11T08:00:00Z');
    await kairos.sends('Invoice Sent');
    expect((await kairos.account()).stage).toMatchObject({ stage: 'tier-ceiling', since: '2026-03-11T08:00:00.000Z' });
    await kairos.advance('2026-03-12T08:00:00Z');
    await kairos.sends('Invoice Sent');
    expect((await kairos.account()).stage.since).toBe('2026-03-11T08:00:00.000Z');
  });

  it('passes by time alone, in the list too, which does not count as news of the account', async () => {
    kairos = await first.fresh({ ...ledgerly(), signals: { full: { preset: 'usage.reached' } } });
    await kairos.sends('Invoice Sent', { times: 10 });
    await kairos.advance('2026-03-31T23:59:59Z');
    expect(await idsOf('?stage=tier-ceiling')).toEqual(['acme']);
    await kairos.advance('2026-04-01T00:00:00Z');
    expect(await idsOf('?stage=tier-ceiling')).toEqual([]);
    const [row] = (await kairos.accounts('?stage=initial-adoption')).data;
    expect(row).toMatchObject({ id: 'acme', stage: 'initial-adoption', updatedAt: NOON });
    expect((await kairos.account()).stage).toMatchObject({
      stage: 'initial-adoption',
      since: '2026-04-01T00:00:00.000Z',
    });
  });

  it('is judged anew when the config says otherwise of limits or of stages', async () => {
    await kairos.sends('Invoice Sent', { times: 10 });
    await kairos.putConfig({ ...ledgerly(), stages: { tierCeiling: { needed: 2 } } });
    expect(await idsOf('?stage=tier-ceiling')).toEqual([]);
    expect((await kairos.account()).stage.stage).toBe('initial-adoption');
    await kairos.putConfig(ledgerly());
    expect(await idsOf('?stage=tier-ceiling')).toEqual(['acme']);
    const wider = ledgerly().plans.map((plan) =>
      plan.id === 'free' ? { ...plan, entitlements: { ...plan.entitlements, invoices: { limit: 100 } } } : plan,
    );
    await kairos.putConfig({ ...ledgerly(), plans: wider });
    expect(await idsOf('?stage=tier-ceiling')).toEqual([]);
  });
});

describe('the list of accounts', () => {
  beforeEach(fiveAccounts);

  it('shows the stage of each, and those of one stage', async () => {
    const { data } = await kairos.accounts();
    expect(Object.fromEntries(data.map(({ id, stage }) => [id, stage]))).toEqual({
      full: 'tier-ceiling',
      busy: 'active-usage',
      Zed: 'initial-adoption',
      adam: 'initial-adoption',
      élan: 'initial-adoption',
    });
    expect(await idsOf('?stage=active-usage')).toEqual(['busy']);
    expect(await idsOf('?stage=power-usage')).toEqual([]);
  });

  it('is filtered by active signal, not by one that was superseded or is over', async () => {
    expect(await idsOf('?signal=usage.reached')).toEqual(['busy', 'full']);
    expect(await idsOf('?signal=usage.approaching')).toEqual(['busy']);
    expect(await idsOf('?signal=nothing.like.it')).toEqual([]);
    await kairos.advance('2026-04-01T00:00:00Z');
    expect(await idsOf('?signal=usage.approaching')).toEqual([]);
    expect(await idsOf('?signal=usage.reached')).toEqual(['busy']);
  });

  it('is filtered by plan, and by several things at once', async () => {
    await kairos.upgrade({ plan: 'pro' }, 'busy');
    expect(await idsOf('?plan=pro')).toEqual(['busy']);
    expect(await idsOf('?plan=free&stage=initial-adoption&q=ed')).toEqual(['Zed']);
    expect(await idsOf('?plan=pro&stage=tier-ceiling')).toEqual([]);
  });

  it.each([
    ['name', ['adam', 'busy', 'full', 'Zed', 'élan']],
    ['stage', ['full', 'busy', 'Zed', 'adam', 'élan']],
    ['updated', ['Zed', 'adam', 'busy', 'full', 'élan']],
  ])('comes by %s, page by page, each account once', async (sort, ids) => {
    const found: string[] = [];
    for (let query: string | null = `?sort=${sort}&limit=2`; query !== null; ) {
      const { data, next }: Awaited<ReturnType<typeof kairos.accounts>> = await kairos.accounts(query);
      expect(data.length).toBeLessThanOrEqual(2);
      found.push(...data.map(({ id }) => id));
      query = next === null ? null : `?sort=${sort}&limit=2&cursor=${next}`;
    }
    expect(found).toEqual(ids);
  });

  it('refuses a stage, an order or a cursor that it has not', async () => {
    const refusal = async (query: string): Promise<unknown> =>
      kairos.api
        .refused('GET', `/v1/accounts${query}`)
        .then(({ status, errors }) => ({ status, path: errors[0]?.path }));
    expect(await refusal('?stage=ready')).toEqual({ status: 400, path: 'query.stage' });
    expect(await refusal('?sort=size')).toEqual({ status: 400, path: 'query.sort' });
    const { next } = await kairos.accounts('?sort=name&limit=1');
    expect(await refusal(`?sort=updated&cursor=${next}`)).toEqual({ status: 400, path: 'query.cursor' });
    expect(await refusal('?cursor=WyJ1cGRhdGVkIiwieCIsMV0')).toEqual({ status: 400, path: 'query.cursor' });
  });

  it('has nothing of another environment', async () => {
    const other = await first.fresh();
    expect((await other.accounts('?stage=tier-ceiling')).data).toEqual([]);
  });
});
