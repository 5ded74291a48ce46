import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { aWorld } from '../testing/world.ts';
import { verdictOf } from './testing/judged.ts';

const config = ledgerly();
const budgetOf = (traits: Readonly<Record<string, unknown>>, forPeople: boolean) =>
  verdictOf(aWorld({ now: '2026-03-02T12:00:00Z', config }).account('acme').grouped(traits), 'qualification.budget', {
    config,
    forPeople,
  });

describe('a budget (S1.4)', () => {
  it.each([
    [{}, true],
    [{ employees: 19 }, false],
    [{ employees: 20 }, true],
    [{ employees: '21' }, true],
    [{ employees: 'many' }, true],
    [{ fundingStage: 'Series A' }, true],
    [{ fundingStage: 'series_b' }, true],
    [{ fundingStage: 'pre-seed' }, false],
    [{ employees: 3, fundingStage: 'series-c' }, true],
    [{ employees: 300, fundingStage: 'bootstrapped' }, true],
  ])('of %j is worth people’s time: %s', (traits, pass) => {
    expect(budgetOf(traits, true).pass).toBe(pass);
    expect(budgetOf(traits, false).pass).toBe(true);
  });

  it('says what is known', () => {
    expect(budgetOf({}, true).detail).toBe('neither company size nor funding stage is known');
    expect(budgetOf({ employees: 5, fundingStage: 'seed' }, true)).toMatchObject({
      detail:
        '5 employees, of 20 that stand for a budget, and the funding stage seed, which does not stand for a budget',
      values: { has: 'no', employees: 5, fundingStage: 'seed' },
    });
    expect(budgetOf({ employees: 5 }, false).detail).toBe(
      'an offer that serves itself asks for no budget; 5 employees, of 20 that stand for a budget',
    );
  });

  it('is what the config says', () => {
    const small = ledgerly({ qualification: { minEmployees: 5, fundingStages: ['seed'] } });
    const account = aWorld({ now: '2026-03-02T12:00:00Z', config: small }).account('acme').grouped({ employees: 5 });
    expect(verdictOf(account, 'qualification.budget', { config: small, forPeople: true }).pass).toBe(true);
  });
});
