import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { studio } from '../../../engine/src/testing/studio.ts';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';
import { milestonesSchema } from '../wire/milestones.ts';
import type { MilestonesView } from '../wire/milestones.ts';

let kairos: TestKairos;
let empty: TestKairos;

const review = async (account: string, timestamp: string): Promise<unknown> =>
  kairos.sends('Review Closed', { account, timestamp });
const seen = (account: string, timestamp: string, traits: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
  kairos.tell({ type: 'group', groupId: account, userId: `${account}-ana`, timestamp, traits });
const insight = (query = ''): Promise<MilestonesView> =>
  kairos.api.get(`/v1/insights/milestones${query}`, milestonesSchema);
const rowOf = (
  view: MilestonesView,
  segment: string,
  id = 'first-review',
): MilestonesView['rows'][number] | undefined => view.rows.find((row) => row.segment === segment && row.id === id);

beforeAll(async () => {
  const first = await aKairos();
  empty = await first.fresh(studio());
  kairos = await first.fresh(studio());
  await seen('quick', '2026-03-01T12:00:00Z', { employees: 8, country: 'Peru' });
  await review('quick', '2026-03-02T12:00:00Z');
  await seen('slow', '2026-03-01T12:00:00Z', { employees: 10, country: 'Peru' });
  await review('slow', '2026-03-03T12:00:00Z');
  await seen('waiting', '2026-03-09T12:00:00Z', { employees: 2_000 });
});
afterAll(() => empty.close());

describe('time to value', () => {
  it('is told by plan for every milestone, outcome and workflow, those under way counted', async () => {
    const view = await insight();
    expect(view).toMatchObject({ by: 'plan', asOf: '2026-03-10T12:00:00.000Z', account: null });
    expect(view.rows.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'first-workflow first-workflow',
      'milestone first-review',
      'milestone hundredth-board',
      'outcome billed',
      'workflow handover',
      'workflow review',
    ]);
    expect(rowOf(view, 'team')).toMatchObject({
      accounts: 3,
      reached: 2,
      share: 2 / 3,
      lowerQuartileHours: 24,
      medianHours: { value: 48, level: 0.95 },
      upperQuartileHours: 48,
    });
    expect(rowOf(view, 'team', 'first-workflow')).toMatchObject({ name: 'First workflow', reached: 2 });
    expect(rowOf(view, 'team', 'hundredth-board')).toMatchObject({ reached: 0, medianHours: null });
  });

  it('is told by company size and by any trait; an account without it is of unknown segment', async () => {
    const bySize = await insight('?by=employees');
    expect([rowOf(bySize, '1-10')?.accounts, rowOf(bySize, '1001+')?.accounts]).toEqual([2, 1]);
    const byCountry = await insight('?by=country');
    expect([rowOf(byCountry, 'Peru')?.reached, rowOf(byCountry, 'unknown')?.accounts]).toEqual([2, 1]);
    expect((await insight('?by=__proto__')).rows.every(({ segment }) => segment === 'unknown')).toBe(true);
  });

  it('predicts when one that is under way gets there, from those like it that took longer', async () => {
    const { account } = await insight('?account=waiting');
    expect(account).toMatchObject({ id: 'waiting', segment: 'team' });
    const at = '2026-03-11T12:00:00.000Z';
    expect(account?.goals.find(({ id }) => id === 'first-review')).toEqual({
      kind: 'milestone',
      id: 'first-review',
      name: 'first-review',
      reachedAt: null,
      window: { from: at, median: at, to: at },
    });
    expect(account?.goals.find(({ id }) => id === 'billed')?.window).toBeNull();
    const slow = (await insight('?account=slow')).account;
    expect(slow?.goals.find(({ id }) => id === 'first-review')).toMatchObject({
      reachedAt: '2026-03-03T12:00:00.000Z',
      window: null,
    });
  });

  it('has no rows before anybody came', async () => {
    expect((await empty.api.get('/v1/insights/milestones', milestonesSchema)).rows).toEqual([]);
  });

  it('knows no account of another environment', async () => {
    expect(await empty.api.refused('GET', '/v1/insights/milestones?account=waiting')).toMatchObject({
      status: 404,
      code: 'not-found',
    });
  });

  it('is of all accounts, however many pages of them there are', async () => {
    const many = await empty.fresh(studio());
    const messages = Array.from({ length: 1_100 }, (_, index) => ({ type: 'group', groupId: `a-${index}` }));
    for (let from = 0; from < messages.length; from += 500) await many.tell(...messages.slice(from, from + 500));
    const view = await many.api.get('/v1/insights/milestones', milestonesSchema);
    expect(rowOf(view, 'team')?.accounts).toBe(1_100);
  });
});
