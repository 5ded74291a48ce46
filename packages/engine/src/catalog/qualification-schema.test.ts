import { describe, expect, it } from 'vitest';
import { compile } from '../program.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { compiled } from '../testing/world.ts';

const { config } = compiled(ledgerly()).catalog;

function issuesOf(changes: object): readonly unknown[] {
  const result = compile({ ...ledgerly(), ...changes });
  return result.ok ? [] : result.issues;
}

describe('the numbers of qualification', () => {
  it('have defaults', () => {
    const { fundingStages, ...numbers } = config.qualification;
    expect(numbers).toEqual({
      minAdoption: 0.4,
      minEngagement: 30,
      windowDays: 30,
      coreLimitShare: 0.5,
      coreUses: 10,
      coreStreakDays: 7,
      decline: 0.05,
      openTickets: 1,
      complaintDays: 30,
      paymentFailedDays: 30,
      downgradeDays: 90,
      monthTwoFromDays: 30,
      minAccountAgeForOnboardingDays: 60,
      minEmployees: 20,
    });
    expect(fundingStages).toContain('series-a');
  });

  it.each([
    [{ minAdoption: 40 }, 'qualification.minAdoption'],
    [{ minEngagement: 101 }, 'qualification.minEngagement'],
    [{ minAdoptoin: 0.2 }, 'qualification.minAdoptoin'],
    [{ monthTwoFromDays: 61 }, 'qualification.minAccountAgeForOnboardingDays'],
    [{ coreStreakDays: 93 }, 'qualification.coreStreakDays'],
  ])('%j is refused, and told where', (qualification, path) => {
    expect(issuesOf({ qualification })).toMatchObject([{ path }]);
  });
});

describe('the weights of readiness', () => {
  it('have defaults: what adds comes to a hundred', () => {
    const { base, weights } = config.readiness;
    const takesAway = ['health.declining', 'health.tickets', 'health.complaint', 'financial.trouble'];
    const adds = Object.entries(weights).filter(([name]) => !takesAway.includes(name));
    expect(base + adds.reduce((sum, [, points]) => sum + points, 0)).toBe(100);
  });

  it.each([
    [{ weights: { 'usage.limits': -1 } }, 'readiness.weights.usage.limits'],
    [{ weights: { usage: 10 } }, 'readiness.weights.usage'],
    [{ base: 101 }, 'readiness.base'],
    [{ halfLifeDays: 0 }, 'readiness.halfLifeDays'],
  ])('%j is refused, and told where', (readiness, path) => {
    expect(issuesOf({ readiness })).toMatchObject([{ path }]);
  });
});
