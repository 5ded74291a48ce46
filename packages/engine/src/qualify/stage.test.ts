import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { DAY_MS, later, toIso } from '../kernel/instant.ts';
import { histories } from '../testing/arbitrary-facts.ts';
import { oneLimit } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';
import { type StageReading, stageOf, stageUntil } from './stage.ts';
import type { StageReason, StageRuleId } from './stage-rule.ts';

/** A Monday noon. */
const START = '2026-03-02T12:00:00Z';

interface Told {
  readonly account: AccountInWorld;
  /** The reading at the world's now, or at another time. */
  readonly read: (iso?: string) => StageReading;
  readonly stage: (iso?: string) => string;
  readonly rule: (rule: StageRuleId, iso?: string) => StageReason | undefined;
  /** Days pass since the start, noon to noon. */
  readonly onDay: (day: number) => AccountInWorld;
}

function told(config: ConfigInput = studio(), plan?: string): Told {
  const world = aWorld({ now: START, config });
  const account = world.account('acme', plan === undefined ? {} : { plan });
  const read = (iso?: string): StageReading =>
    stageOf(world.program.catalog, account.state, iso === undefined ? world.now : time(iso));
  return {
    account,
    read,
    stage: (iso) => read(iso).stage,
    rule: (rule, iso) => read(iso).reasons.find((reason) => reason.rule === rule),
    onDay: (day) => account.at(toIso(later(time(START), day * DAY_MS))),
  };
}

/** Somebody is active on so many days in a row, from the first on. */
function activeDays({ onDay }: Told, days: number, user = 'ana'): void {
  for (let day = 0; day < days; day += 1) onDay(day).sent('Looked Around', { user });
}

describe('initial adoption', () => {
  it('is where every account begins', () => {
    const { stage, read } = told();
    expect(stage()).toBe('initial-adoption');
    expect(read().reasons.filter(({ holds }) => holds)).toEqual([]);
  });

  it('says how far features and workflows got, and asks for neither', () => {
    const { account, stage, rule } = told();
    account.sent('Board Drawn').sent('Review Closed').sent('Chart Drawn');
    expect(rule('core-features')).toMatchObject({
      holds: true,
      detail: '1 of 2 granted features were used',
      values: { used: 1, granted: 2 },
    });
    expect(rule('basic-workflows')).toMatchObject({ holds: true, detail: '1 of 2 workflows were completed' });
    expect(stage()).toBe('initial-adoption');
  });

  it('says so where the config has nothing to adopt', () => {
    const { rule } = told(oneLimit({ limit: 10 }));
    expect(rule('core-features')?.detail).toBe('the plan grants no features');
    expect(rule('basic-workflows')?.detail).toBe('the config names no workflows');
    expect(rule('features-maxed')).toMatchObject({ holds: false, detail: 'the plan grants no features' });
  });
});

describe('active usage', () => {
  it.each([
    [14, false],
    [15, true],
    [30, true],
  ])('is daily at %i active days of 30: %s', (days, holds) => {
    const world = told();
    activeDays(world, days);
    expect(world.rule('daily-use')).toMatchObject({ holds, values: { activeDays: days, needed: 15, windowDays: 30 } });
  });

  it('is daily until the window has moved on, and says when to look again', () => {
    const world = told();
    activeDays(world, 16);
    expect(world.rule('daily-use', '2026-03-18T12:00:00Z')?.until).toBe(time('2026-03-20'));
    expect(world.rule('daily-use', '2026-04-01T23:59:59Z')?.holds).toBe(true);
    expect(world.rule('daily-use', '2026-04-02T00:00:00Z')?.holds).toBe(false);
  });

  it('is multi-user when two members were active lately, not when two were named', () => {
    const { account, rule } = told();
    account.identified('ana').identified('ben').sent('Looked Around', { user: 'ana' });
    expect(rule('multi-user')).toMatchObject({ holds: false, values: { activeMembers: 1, members: 2 } });
    account.sent('Looked Around', { user: 'ben' });
    expect(rule('multi-user')).toMatchObject({
      holds: true,
      detail: '2 of 2 members were active in the last 30 days; 2 make it several',
      until: time('2026-04-01'),
    });
    expect(rule('multi-user', '2026-03-31T23:59:59Z')?.holds).toBe(true);
    expect(rule('multi-user', '2026-04-01T00:00:00Z')?.holds).toBe(false);
  });

  it('is growing by the trend of whole weeks, and is looked at again on Monday', () => {
    const world = told();
    for (const [week, times] of [10, 12, 14, 17].entries()) world.onDay(week * 7).sent('Looked Around', { times });
    expect(world.rule('growing-use', '2026-03-29T23:59:59Z')).toMatchObject({
      holds: false,
      until: time('2026-03-30'),
    });
    expect(world.rule('growing-use', '2026-03-30T00:00:00Z')).toMatchObject({
      holds: true,
      detail: 'growing: +16% a week over 4 weeks',
    });
    expect(world.rule('growing-use', '2026-12-01T00:00:00Z')).toMatchObject({ holds: false, until: null });
  });

  it.each([
    [7, false, 'every meter is below its first threshold'],
    [8, true, '8 of 10 exports'],
  ])('is near limits at %i of 10: %s', (times, holds, detail) => {
    const { account, rule } = told();
    account.sent('File Exported', { times });
    expect(rule('near-limits')).toMatchObject({ holds, detail });
  });

  it('is near a limit until the meter starts again', () => {
    const { account, rule } = told();
    account.sent('File Exported', { times: 8 });
    expect(rule('near-limits')?.until).toBe(time('2026-04-01'));
    expect(rule('near-limits', '2026-04-01T00:00:00Z')?.holds).toBe(false);
  });

  it('is not told by the one seat of a plan made for one, nor by how far back can be seen', () => {
    const { account, rule } = told(studio(), 'solo');
    account.identified('ana').at('2026-09-02T12:00:00Z').sent('Looked Around');
    expect(rule('near-limits')?.holds).toBe(false);
  });

  it('takes two of its four rules', () => {
    const { account, stage } = told();
    account.identified('ana').identified('ben').sent('Looked Around').sent('Looked Around', { user: 'ben' });
    expect(stage()).toBe('initial-adoption');
    account.sent('File Exported', { times: 8 });
    expect(stage()).toBe('active-usage');
    expect(stage('2026-04-01T00:00:00Z')).toBe('initial-adoption');
  });
});

describe('power usage', () => {
  it.each([
    [['Board Drawn'], false],
    [['Board Drawn', 'Brand Applied'], true],
  ])('has its features maxed by %j: %s', (events, holds) => {
    const { account, rule } = told();
    for (const event of events) account.sent(event);
    expect(rule('features-maxed')).toMatchObject({ holds, values: { granted: 2, needed: 2 } });
  });

  it('counts a connection that the plan grants as a feature in use', () => {
    const { account, rule } = told(studio(), 'agency');
    for (const event of ['Board Drawn', 'Brand Applied', 'Chart Drawn']) account.sent(event);
    expect(rule('features-maxed')).toMatchObject({ holds: false, values: { used: 3, granted: 4, needed: 4 } });
    account.sent('Integration Connected', { properties: { integration: 'ledger' } });
    expect(rule('features-maxed')).toMatchObject({ holds: true, values: { used: 4 } });
  });

  it('works around limits from the third time within a week', () => {
    const { account, rule } = told();
    account.sent('Content Blocked', { times: 1 }).sent('Rate Limit Hit', { times: 1 });
    expect(rule('workarounds')).toMatchObject({ holds: false, values: { blocked: 1, rateLimited: 1, needed: 3 } });
    account.sent('Rate Limit Hit');
    expect(rule('workarounds')).toMatchObject({
      holds: true,
      detail: '1 time content was blocked and 2 times a rate limit was hit in the last 7 days; 3 make it a habit',
      until: time('2026-03-03'),
    });
    expect(rule('workarounds', '2026-03-08T23:59:59Z')?.holds).toBe(true);
    expect(rule('workarounds', '2026-03-09T00:00:00Z')?.holds).toBe(false);
  });

  it('works around a plan made for one when two share it', () => {
    const { account, rule } = told(studio(), 'solo');
    expect(rule('workarounds')?.holds).toBe(false);
    account.identified('ana').identified('ben');
    expect(rule('workarounds')).toMatchObject({ holds: true, until: null, values: { sharing: 2 } });
    expect(rule('workarounds')?.detail).toContain('2 people share a plan made for one; ');
  });

  it('runs into gates from the third hit or search on, while the plan lacks what was wanted', () => {
    const { account, rule } = told();
    account.sent('Charts Opened', { times: 2 });
    expect(rule('gates')).toMatchObject({ holds: false, values: { hits: 2, searches: 0 } });
    account.sent('Search Performed', { properties: { query: 'a trend' } });
    expect(rule('gates')).toMatchObject({
      holds: true,
      detail: '2 hits at gates and 1 search for what the plan lacks in the last 30 days; 3 are needed',
      until: time('2026-04-01T12:00:00Z'),
    });
    expect(rule('gates', '2026-04-01T11:59:59.999Z')?.holds).toBe(true);
    expect(rule('gates', '2026-04-01T12:00:00Z')?.holds).toBe(false);
    account.subscribed('agency');
    expect(rule('gates')?.holds).toBe(false);
  });

  it('takes two of its three rules', () => {
    const { account, stage } = told();
    account.sent('Charts Opened', { times: 3 });
    expect(stage()).toBe('initial-adoption');
    account.sent('Board Drawn').sent('Brand Applied');
    expect(stage()).toBe('power-usage');
  });
});

describe('the tier ceiling', () => {
  it.each([
    [9, false, 'no limit is reached'],
    [10, true, '10 of 10 exports'],
    [11, true, '11 of 10 exports'],
  ])('is reached at %i of 10: %s', (times, holds, detail) => {
    const { account, rule, stage } = told();
    account.sent('File Exported', { times });
    expect(rule('hard-limits')).toMatchObject({ holds, detail });
    expect(stage()).toBe(holds ? 'tier-ceiling' : 'initial-adoption');
    expect(stage('2026-04-01T00:00:00Z')).toBe('initial-adoption');
  });

  it('is reached by seats only beyond them: the one that fills them is a notice (X9)', () => {
    const { account, rule } = told();
    account.identified('ana').identified('ben').identified('cleo');
    expect(rule('hard-limits')?.holds).toBe(false);
    expect(rule('near-limits')).toMatchObject({ holds: true, detail: '3 of 3 seats' });
    account.identified('dora');
    expect(rule('hard-limits')).toMatchObject({ holds: true, detail: '4 of 3 seats', until: null });
  });

  it('is reached by an invitation beyond the seats, as long as they are taken', () => {
    const { account, rule, stage } = told();
    account.identified('ana').identified('ben').sent('Invite Sent');
    expect(rule('asks-beyond-plan')?.holds).toBe(false);
    account.identified('cleo').sent('Invite Sent');
    expect(rule('asks-beyond-plan')).toMatchObject({
      holds: true,
      detail: 'an invitation beyond the seats on 2026-03-02T12:00:00.000Z',
    });
    expect(stage()).toBe('tier-ceiling');
    account.sent('Account Removed User', { properties: { userId: 'cleo' } });
    expect(rule('asks-beyond-plan')?.holds).toBe(false);
  });

  it('is reached by a share that needs what the plan lacks, for 30 days', () => {
    const { account, rule } = told();
    account.sent('Share Attempted', { properties: { feature: 'boards' } });
    expect(rule('asks-beyond-plan')?.holds).toBe(false);
    account.sent('Share Attempted', { properties: { feature: 'charts' } });
    expect(rule('asks-beyond-plan')).toMatchObject({ holds: true, until: time('2026-04-01T12:00:00Z') });
    expect(rule('asks-beyond-plan', '2026-04-01T11:59:59.999Z')?.holds).toBe(true);
    expect(rule('asks-beyond-plan', '2026-04-01T12:00:00Z')?.holds).toBe(false);
  });

  it('is reached by a checkout that was begun, until something is bought', () => {
    const { account, stage } = told();
    account.sent('Pricing Viewed');
    expect(stage()).toBe('initial-adoption');
    account.sent('Checkout Started');
    expect(stage()).toBe('tier-ceiling');
    account.subscribed('agency');
    expect(stage()).toBe('initial-adoption');
  });

  it('can ask for more than the default, as the config says', () => {
    const { account, stage } = told(studio({ stages: { tierCeiling: { needed: 2, asks: 2 } } }));
    account.sent('File Exported', { times: 10 }).sent('Checkout Started');
    expect(stage()).toBe('initial-adoption');
    account.sent('Share Attempted', { properties: { feature: 'charts' } });
    expect(stage()).toBe('tier-ceiling');
  });
});

describe('a reading', () => {
  it('tallies every stage, lists every rule once, and gives the numbers of each', () => {
    const { read } = told();
    expect(read().tally).toEqual([
      { stage: 'initial-adoption', held: 0, needed: 0, rules: 2 },
      { stage: 'active-usage', held: 0, needed: 2, rules: 4 },
      { stage: 'power-usage', held: 0, needed: 2, rules: 3 },
      { stage: 'tier-ceiling', held: 0, needed: 1, rules: 2 },
    ]);
    expect(new Set(read().reasons.map(({ rule }) => rule)).size).toBe(11);
  });

  it('of any history changes with time alone only at the instant it names, and its words are words', () => {
    const { catalog } = compiled(studio());
    fc.assert(
      fc.property(histories, fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'), (facts, timezone) => {
        const account = aWorld({ now: '2026-02-01T00:00:00Z', config: studio() }).account('acme', { timezone });
        for (const fact of facts) account.fold(fact);
        for (let at = account.state.seenAt, looks = 0; looks < 12; looks += 1) {
          const reading = stageOf(catalog, account.state, at);
          expect(JSON.stringify(reading)).not.toMatch(/undefined|NaN/);
          const { stage, until: next } = stageUntil(catalog, account.state, at);
          expect(stage).toBe(reading.stage);
          const last = later(next ?? later(at, 400 * DAY_MS), -1);
          expect(last).toBeGreaterThanOrEqual(at);
          const then = stageOf(catalog, account.state, last);
          expect(then.reasons.map(({ holds }) => holds)).toEqual(reading.reasons.map(({ holds }) => holds));
          if (next === null) return;
          at = next;
        }
      }),
      { numRuns: 60 },
    );
  });
});
