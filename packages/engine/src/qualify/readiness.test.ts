import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import type { ReadinessWeights } from '../catalog/readiness-schema.ts';
import type { Instant } from '../kernel/instant.ts';
import { DAY_MS, later } from '../kernel/instant.ts';
import { histories } from '../testing/arbitrary-facts.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time, World } from '../testing/world.ts';
import { qualify } from './qualification.ts';
import { type Readiness, type Scorer, scoreByWeights } from './readiness.ts';

const now = '2026-03-02T12:00:00Z';
const program = compiled(studio());
const anAccount = (config: ConfigInput = studio()): AccountInWorld => aWorld({ now, config }).account('acme');

function scored(account: AccountInWorld, at: Instant = account.state.seenAt, { catalog } = program): Readiness {
  const verdicts = qualify(catalog, account.state, { at });
  return scoreByWeights({ catalog, account: account.state, at, verdicts });
}

const pointsOf = (account: AccountInWorld, name: string, at?: string) =>
  scored(account, at === undefined ? undefined : time(at)).contributions.find((each) => each.name === name)?.points;

describe('readiness (S2.17)', () => {
  it('is nought for an account of which nothing is known', () => {
    const { score, contributions } = scored(anAccount());
    expect(score).toBe(0);
    expect(contributions.map(({ points }) => points)).toEqual(contributions.map(() => 0));
  });

  it('tells of every part, in a fixed order, with the sentence that it is read from', () => {
    const { contributions } = scored(anAccount().sent('File Exported', { times: 8 }));
    expect(contributions).toMatchObject([
      { name: 'usage.limits', points: 15, detail: 'the fullest limit is at 8 of 10 exports; it counts from 50% on' },
      { name: 'usage.wanted', points: 0, detail: 'nothing that the plan lacks was wanted' },
      { name: 'usage.adoption', points: 1 },
      { name: 'engagement.score', points: 9 },
      { name: 'engagement.value', points: 10, detail: 'value is proven: 8 of 10 exports are in use' },
      { name: 'engagement.team', points: 0 },
      { name: 'financial.intent', points: 0, detail: 'nobody looked at the prices' },
      { name: 'financial.budget', points: 0 },
      { name: 'signal.elevated', points: 8 },
      { name: 'health.declining', points: 0 },
      { name: 'health.tickets', points: 0 },
      { name: 'health.complaint', points: 0 },
      { name: 'financial.trouble', points: 0 },
    ]);
  });

  it.each([
    [5, 0],
    [6, 5],
    [9, 20],
    [10, 25],
    [12, 25],
  ])('takes %i of 10 of a limit for %i points', (times, points) => {
    expect(pointsOf(anAccount().sent('File Exported', { times }), 'usage.limits')).toBe(points);
  });

  it('fades what was wanted by half a week (S3.15)', () => {
    const account = anAccount().sent('Charts Opened', { times: 2 });
    account.sent('Search Performed', { properties: { query: 'a chart' } });
    expect(pointsOf(account, 'usage.wanted')).toBe(15);
    expect(pointsOf(account, 'usage.wanted', '2026-03-09T12:00:00Z')).toBe(8);
    expect(pointsOf(account, 'usage.wanted', '2026-03-16T12:00:00Z')).toBe(4);
    expect(pointsOf(account, 'usage.wanted', '2026-06-02T12:00:00Z')).toBe(0);
  });

  it('is elevated by a signal, and less so every day (S3.15)', () => {
    const account = anAccount().sent('File Exported', { times: 10 });
    expect(pointsOf(account, 'signal.elevated')).toBe(10);
    expect(pointsOf(account, 'signal.elevated', '2026-03-09T12:00:00Z')).toBe(5);
    expect(pointsOf(account, 'signal.elevated', '2026-04-01T00:00:00Z')).toBe(0);
  });

  it('counts a checkout more than a look at the prices, and neither once something is bought', () => {
    const account = anAccount().sent('Pricing Viewed');
    expect(pointsOf(account, 'financial.intent')).toBe(5);
    expect(pointsOf(account.sent('Checkout Started'), 'financial.intent')).toBe(10);
    expect(pointsOf(account.subscribed('agency'), 'financial.intent')).toBe(0);
  });

  it.each([
    [{ employees: 20 }, 5],
    [{ employees: 19 }, -5],
    [{}, 0],
  ])('counts the budget of %j for %i', (traits, points) => {
    expect(pointsOf(anAccount().grouped(traits), 'financial.budget')).toBe(points);
  });

  it('takes away for trouble, as long as it lasts', () => {
    const account = anAccount().sent('Payment Failed').sent('Complaint Received');
    account.sent('Ticket Opened', { properties: { ticket: 't1' } });
    const names = ['health.tickets', 'health.complaint', 'financial.trouble'];
    expect(names.map((name) => pointsOf(account, name))).toEqual([-15, -20, -25]);
    expect(names.map((name) => pointsOf(account, name, '2026-04-01T12:00:00Z'))).toEqual([-15, 0, 0]);
  });

  it('stays within its bounds, and says by how much it was kept there', () => {
    const troubled = scored(anAccount().sent('Payment Failed').sent('Complaint Received'));
    expect(troubled.score).toBe(0);
    expect(troubled.contributions.at(-1)).toEqual({
      name: 'bounds',
      points: 41,
      detail: 'the rest comes to -41; a score is from 0 to 100',
    });
    const generous = studio({ readiness: { base: 100 } });
    const over = scored(anAccount(generous).sent('File Exported', { times: 10 }), time(now), compiled(generous));
    expect(over.score).toBe(100);
    expect(over.contributions[0]).toMatchObject({ name: 'base', points: 100 });
    expect(over.contributions.at(-1)).toMatchObject({ name: 'bounds' });
  });

  it('is what a team weighs it to be', () => {
    const own = studio({ readiness: { weights: { 'usage.limits': 80, 'engagement.value': 0 }, halfLifeDays: 1 } });
    const account = anAccount(own).sent('File Exported', { times: 10 });
    const points = Object.fromEntries(
      scored(account, time('2026-03-03T12:00:00Z'), compiled(own)).contributions.map((each) => [
        each.name,
        each.points,
      ]),
    );
    expect(points).toMatchObject({ 'usage.limits': 80, 'engagement.value': 0, 'signal.elevated': 5 });
  });
});

describe('of any history', () => {
  const newcomer = (): AccountInWorld => new World(program, time('2026-02-01T00:00:00Z')).account('acme');
  const weights = program.catalog.config.readiness.weights;
  const names = Object.keys(weights) as readonly (keyof ReadinessWeights)[];

  it('the contributions add up to the score, which is a whole number from 0 to 100', () => {
    fc.assert(
      fc.property(histories, fc.nat(90), (facts, days) => {
        const account = newcomer();
        for (const fact of facts) account.fold(fact);
        const { score, contributions } = scored(account, later(account.state.seenAt, days * DAY_MS));
        expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        expect(contributions.every(({ points }) => Number.isInteger(points) && !Object.is(points, -0))).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
      { numRuns: 60 },
    );
  });

  it('more weight for what adds never lowers the score, and for what takes away never raises it', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...names), fc.nat(100), (facts, name, weight) => {
        const account = newcomer();
        for (const fact of facts) account.fold(fact);
        const before = scored(account);
        const heavier = { ...weights, [name]: Math.max(weights[name], weight) };
        const { config } = program.catalog;
        const catalog = {
          ...program.catalog,
          config: { ...config, readiness: { ...config.readiness, weights: heavier } },
        };
        const after = scored(account, account.state.seenAt, { ...program, catalog });
        const points = after.contributions.find((each) => each.name === name)?.points ?? 0;
        expect(Math.sign(points) * (after.score - before.score)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });
});

it('can be scored by a model instead: anything with the same input and the same sum', () => {
  const byModel: Scorer = ({ verdicts }) => {
    const points = verdicts.filter(({ pass }) => pass).length;
    return { score: points, contributions: [{ name: 'model', points, detail: `${points} rules pass` }] };
  };
  const { state } = anAccount();
  const verdicts = qualify(program.catalog, state, { at: state.seenAt });
  expect(byModel({ catalog: program.catalog, account: state, at: state.seenAt, verdicts }).score).toBe(7);
});
