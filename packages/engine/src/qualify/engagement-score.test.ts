import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';
import { engagementScore } from './engagement-score.ts';
import { verdictOf } from './testing/judged.ts';

const config = ledgerly();
const { catalog } = compiled(config);
const newcomer = (): AccountInWorld => aWorld({ now: '2026-03-02T12:00:00Z', config }).account('acme');
const scoreAt = (account: AccountInWorld, iso: string, windowDays = 30) =>
  engagementScore(catalog, account.state, { at: time(iso), windowDays });

describe('the engagement score (S1.3)', () => {
  it('is nought where nothing was done', () => {
    expect(scoreAt(newcomer(), '2026-03-02T12:00:00Z')).toMatchObject({ score: 0, activeDays: 0, members: 0 });
  });

  it('is made of days, use and members', () => {
    const account = newcomer().sent('Invoice Sent', { times: 8 }).identified('ben');
    // 40 x 1/7 + 40 x 0.8 + 20 x 1/2
    expect(scoreAt(account, '2026-03-02T12:00:00Z')).toEqual({
      score: 48,
      activeDays: 1,
      days: 7,
      use: 0.8,
      useOf: 'limit',
      activeMembers: 1,
      members: 2,
    });
  });

  it('is a hundred for who uses all there is every day', () => {
    const account = newcomer();
    for (let day = 2; day <= 9; day += 1) account.at(`2026-03-0${day}T12:00:00Z`).sent('Invoice Sent', { times: 2 });
    expect(scoreAt(account, '2026-03-09T12:00:00Z').score).toBe(100);
  });

  it('counts no days against an account from before it began, and none that lie outside of the window', () => {
    const account = newcomer().sent('Invoice Sent');
    expect(scoreAt(account, '2026-03-08T12:00:00Z')).toMatchObject({ activeDays: 1, days: 7 });
    expect(scoreAt(account, '2026-03-09T12:00:00Z')).toMatchObject({ activeDays: 1, days: 8 });
    expect(scoreAt(account, '2026-03-31T12:00:00Z')).toMatchObject({ activeDays: 1, days: 30, activeMembers: 1 });
    expect(scoreAt(account, '2026-04-01T12:00:00Z')).toMatchObject({ activeDays: 0, days: 30, activeMembers: 0 });
  });

  it('takes how full the limit was by the end of the period before, where this one has only begun', () => {
    const account = newcomer().at('2026-03-20T12:00:00Z').sent('Invoice Sent', { times: 9 });
    expect(scoreAt(account, '2026-04-01T00:00:00Z').use).toBe(0.8);
    expect(scoreAt(account, '2026-05-01T00:00:00Z').use).toBe(0);
  });

  it('takes how much of the plan is in use where the plan limits nothing', () => {
    const plan = (id: string, amount: number) => ({
      id,
      name: id,
      prices: [{ interval: 'month' as const, amount }],
      entitlements: { maps: true, tours: true },
    });
    const free = { product: { name: 'Atlas' }, plans: [plan('one', 0), plan('two', 900)] };
    const atlas = {
      ...free,
      features: {
        maps: { name: 'Maps', useEvents: ['Map Seen'] },
        tours: { name: 'Tours', useEvents: ['Tour Taken'] },
      },
    };
    const account = aWorld({ now: '2026-03-02T12:00:00Z', config: atlas }).account('acme').sent('Map Seen');
    const read = engagementScore(compiled(atlas).catalog, account.state, { at: account.state.seenAt, windowDays: 30 });
    expect(read).toMatchObject({ use: 0.5, useOf: 'plan' });
  });
});

describe('engagement, as a rule', () => {
  const engaged = newcomer().sent('Invoice Sent', { times: 8 });

  it.each([
    [57, true],
    [58, true],
    [59, false],
  ])('asks for %i of 58: %s', (minEngagement, pass) => {
    const asking = ledgerly({ qualification: { minEngagement } });
    expect(verdictOf(engaged, 'qualification.engagement', { config: asking }).pass).toBe(pass);
  });

  it('says what the score is made of', () => {
    expect(verdictOf(engaged, 'qualification.engagement', { config }).detail).toBe(
      'the engagement score is 58 of 100 (active on 1 of 7 days, 80% of the fullest limit used, 1 of 1 members active); 30 is needed',
    );
  });
});
