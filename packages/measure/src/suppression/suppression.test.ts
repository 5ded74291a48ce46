import { describe, expect, it } from 'vitest';
import { suppression } from './suppression.ts';

const offer = (account: string, play: string, rule: string, priceDelta: number) => ({
  account,
  play,
  rule,
  priceDelta,
});

describe('what was not offered', () => {
  it('is told by rule, what is most at stake first', () => {
    const { rows } = suppression([
      offer('acme', 'limit', 'health.tickets', 4_900),
      offer('umbra', 'limit', 'onboarding', 9_900),
    ]);
    expect(rows).toEqual([
      { rule: 'onboarding', accounts: 1, offers: 1, monthlyAtStake: 9_900 },
      { rule: 'health.tickets', accounts: 1, offers: 1, monthlyAtStake: 4_900 },
    ]);
  });

  it('counts an offer once, at the most that it would have added, however often it was refused', () => {
    const again = [4_900, 9_900, 4_900].map((priceDelta) => offer('acme', 'limit', 'health.tickets', priceDelta));
    expect(suppression(again).totals).toEqual({ accounts: 1, offers: 1, monthlyAtStake: 9_900 });
  });

  it('adds nothing up twice where several rules refused the same', () => {
    const { rows, totals } = suppression([
      offer('acme', 'limit', 'health.tickets', 4_900),
      offer('acme', 'limit', 'guardrail.account', 4_900),
      offer('acme', 'gate', 'guardrail.account', 1_000),
    ]);
    expect(rows.map(({ rule, offers }) => [rule, offers])).toEqual([
      ['guardrail.account', 2],
      ['health.tickets', 1],
    ]);
    expect(totals).toEqual({ accounts: 1, offers: 2, monthlyAtStake: 5_900 });
  });

  it('is nothing where nothing was refused', () => {
    expect(suppression([])).toEqual({ rows: [], totals: { accounts: 0, offers: 0, monthlyAtStake: 0 } });
  });
});
