import { describe, expect, it } from 'vitest';
import type { PresetName } from '../../catalog/presets.ts';
import { studio, studioWith } from '../../testing/studio.ts';
import { type AccountInWorld, aWorld, time } from '../../testing/world.ts';

const now = '2026-03-02T12:00:00Z';
const acme = (...presets: readonly PresetName[]): AccountInWorld =>
  aWorld({ now, config: studioWith(...presets) }).account('acme');
const onCharts = { properties: { feature: 'charts' } };

describe('a gate that was discovered (S0.1)', () => {
  it('fires at the first hit, for a week', () => {
    const account = acme('gate.discovered').sent('Feature Gate Hit', onCharts);
    expect(account.fired).toMatchObject([{ subject: 'charts', priority: 'medium', evidence: { hits: 1, users: 1 } }]);
    expect(account.tick('2026-03-09T11:59:59.999Z').active).toEqual(['gate.discovered']);
    expect(account.tick('2026-03-09T12:00:00Z').active).toEqual([]);
  });

  it('lasts a week from the latest hit and fires anew after it', () => {
    const account = acme('gate.discovered').sent('Charts Opened').at('2026-03-06T12:00:00Z').sent('Charts Opened');
    expect(account.tick('2026-03-13T11:59:59Z').firedNames).toHaveLength(1);
    expect(account.active).toHaveLength(1);
    expect(account.at('2026-03-14T12:00:00Z').sent('Charts Opened').firedNames).toHaveLength(2);
  });

  it('is none where the plan has the feature, nor where the catalog has not', () => {
    const account = acme('gate.discovered').sent('Feature Gate Hit', { properties: { feature: 'boards' } });
    account.sent('Feature Gate Hit', { properties: { feature: 'constructor' } }).sent('Feature Gate Hit');
    expect(account.fired).toEqual([]);
    expect(account.state.features['boards']?.count).toBe(1);
  });

  it('is what connecting an integration of a higher plan is (S1.10)', () => {
    const account = acme('gate.discovered').sent('Integration Connected', { properties: { integration: 'ledger' } });
    expect(account.fired).toMatchObject([{ subject: 'ledger' }]);
    expect(account.state.organisation.integrations).toEqual([]);
  });

  it('ends when the plan has it, and says no more of use', () => {
    const account = acme('gate.discovered').sent('Charts Opened').subscribed('agency');
    expect(account.active).toEqual([]);
    expect(account.sent('Charts Opened').firedNames).toHaveLength(1);
    expect(account.state.upgrade?.firstUses['charts']).toBe(time(now));
  });
});

describe('a gate hit again and again (X2)', () => {
  it('fires at the third hit within 7 rolling days', () => {
    const account = acme('gate.repeated').sent('Charts Opened').at('2026-03-05T12:00:00Z').sent('Charts Opened');
    expect(account.fired).toEqual([]);
    account.at('2026-03-09T11:59:59.999Z').sent('Charts Opened', { user: 'ben' });
    expect(account.fired).toMatchObject([{ priority: 'high', subject: 'charts', evidence: { hits: 3, users: 2 } }]);
  });

  it('does not where they are spread over 8 days', () => {
    const account = acme('gate.repeated').sent('Charts Opened').at('2026-03-06T12:00:00Z').sent('Charts Opened');
    account.at('2026-03-09T12:00:00Z').sent('Charts Opened');
    expect(account.fired).toEqual([]);
    expect(account.at('2026-03-10T12:00:00Z').sent('Charts Opened').firedNames).toEqual(['gate.repeated']);
  });

  it('counts each feature by itself', () => {
    const account = acme('gate.repeated').sent('Charts Opened', { times: 2 });
    account.sent('Integration Connected', { properties: { integration: 'ledger' } });
    expect(account.fired).toEqual([]);
  });

  it('fires once while it lasts, two weeks from the latest hit', () => {
    const account = acme('gate.repeated').sent('Charts Opened', { times: 6 });
    account.at('2026-03-12T12:00:00Z').sent('Charts Opened');
    expect(account.tick('2026-03-26T11:59:59.999Z').active).toEqual(['gate.repeated']);
    expect(account.tick('2026-03-26T12:00:00Z').active).toEqual([]);
    expect(account.firedNames).toHaveLength(1);
    expect(account.sent('Charts Opened', { times: 3 }).firedNames).toHaveLength(2);
  });

  it('takes the place of the discovery while both hold', () => {
    const account = acme('gate.discovered', 'gate.repeated').sent('Charts Opened', { times: 3 });
    expect(account.active).toEqual(['gate.repeated']);
    expect(account.subscribed('agency').active).toEqual([]);
  });

  it('counts hits that arrive late where they belong', () => {
    const account = acme('gate.repeated').at('2026-03-20T00:00:00Z').sent('Charts Opened', { times: 2 });
    account.sent('Charts Opened', { at: '2026-03-12T00:00:00Z' });
    expect(account.fired).toEqual([]);
    expect(account.sent('Charts Opened', { at: '2026-03-14T00:00:00Z' }).firedNames).toEqual(['gate.repeated']);
  });
});

describe('time spent with a locked feature (S1.38)', () => {
  const stay = (seconds: number, at?: string): Parameters<AccountInWorld['sent']>[1] => ({
    properties: { feature: 'charts', seconds },
    ...(at === undefined ? {} : { at }),
  });

  it.each([
    [119, []],
    [120, ['gate.dwell']],
    [500, ['gate.dwell']],
  ])('of %i seconds fires %j', (seconds, fired) => {
    expect(acme('gate.dwell').sent('Feature Gate Left', stay(seconds)).firedNames).toEqual(fired);
  });

  it('is a single stay, not the sum of several', () => {
    const account = acme('gate.dwell').sent('Feature Gate Left', { ...stay(119), times: 5 });
    expect(account.fired).toEqual([]);
  });

  it('outlasts a glance after it, and ends two weeks after the long one', () => {
    const account = acme('gate.dwell').sent('Feature Gate Left', stay(300));
    account.at('2026-03-10T12:00:00Z').sent('Feature Gate Left', stay(5));
    expect(account.tick('2026-03-16T11:59:59.999Z').active).toEqual(['gate.dwell']);
    expect(account.tick('2026-03-16T12:00:00Z').active).toEqual([]);
  });

  it('fires anew for a shorter stay later on', () => {
    const account = acme('gate.dwell').sent('Feature Gate Left', stay(300));
    account.at('2026-05-01T00:00:00Z').sent('Feature Gate Left', stay(130));
    expect(account.fired.map((signal) => signal.evidence['seconds'])).toEqual([300, 130]);
  });

  it('ends when the plan has the feature', () => {
    expect(acme('gate.dwell').sent('Feature Gate Left', stay(300)).subscribed('agency').active).toEqual([]);
  });
});

describe('use of the feature beside (S4.14)', () => {
  it('fires at the tenth use, for a month', () => {
    const account = acme('feature.adjacent').sent('Board Drawn', { times: 9 });
    expect(account.fired).toEqual([]);
    account.sent('Board Drawn', { user: 'ben' });
    expect(account.fired).toMatchObject([{ subject: 'charts', evidence: { beside: 'boards', uses: 10, users: 2 } }]);
    expect(account.sent('Board Drawn', { times: 20 }).firedNames).toHaveLength(1);
    expect(account.tick('2026-04-01T12:00:00Z').active).toEqual([]);
  });

  it('says nothing where the plan has both', () => {
    const account = acme('feature.adjacent').subscribed('agency').sent('Board Drawn', { times: 20 });
    expect(account.fired).toEqual([]);
    expect(acme('feature.adjacent').sent('Board Drawn', { times: 20 }).subscribed('agency').active).toEqual([]);
  });

  it('may have a name that means something to the language', () => {
    const config = studio({
      features: { constructor: { name: 'C' }, charts: { name: 'D', adjacentTo: ['constructor'] } },
    });
    expect(() =>
      aWorld({
        now,
        config: { ...config, plans: config.plans.map((plan) => ({ ...plan, entitlements: {} })), workflows: {} },
      })
        .account('acme')
        .sent('Board Drawn')
        .subscribed('agency'),
    ).not.toThrow();
  });
});

describe('the question that a workflow leaves (S0.3)', () => {
  const handover = { properties: { workflow: 'handover' } };

  it('fires when it is answered by a feature that the plan lacks, for a week from the latest', () => {
    const account = acme('outcome.gap').sent('Workflow Completed', handover);
    expect(account.fired).toMatchObject([{ subject: 'charts', evidence: { workflow: 'handover', completed: 1 } }]);
    account.at('2026-03-08T12:00:00Z').sent('Workflow Completed', handover);
    expect(account.tick('2026-03-15T11:59:59Z').firedNames).toHaveLength(1);
    expect(account.active).toHaveLength(1);
    expect(account.tick('2026-03-15T12:00:00Z').active).toEqual([]);
  });

  it('is none where nothing answers it, or the plan has what does', () => {
    expect(acme('outcome.gap').sent('Review Closed').fired).toEqual([]);
    expect(acme('outcome.gap').subscribed('agency').sent('Workflow Completed', handover).fired).toEqual([]);
    expect(acme('outcome.gap').sent('Workflow Completed', handover).subscribed('agency').active).toEqual([]);
  });
});

describe('sharing what the plan lacks (S0.4)', () => {
  it('fires with who tried, for two weeks, and ends when the plan has it', () => {
    const account = acme('collaboration.blocked').sent('Share Attempted', onCharts);
    expect(account.fired).toMatchObject([{ subject: 'charts', priority: 'high', evidence: { user: 'ana' } }]);
    expect(account.tick('2026-03-16T11:59:59.999Z').active).toHaveLength(1);
    expect(account.tick('2026-03-16T12:00:00Z').active).toEqual([]);
    expect(account.sent('Share Attempted', onCharts).subscribed('agency').active).toEqual([]);
  });

  it('says nothing of what the plan has', () => {
    expect(acme('collaboration.blocked').sent('Share Attempted', { properties: { feature: 'boards' } }).fired).toEqual(
      [],
    );
  });
});

describe('a look at the prices (S3.12)', () => {
  it('fires for a page or an event, once in the week that it lasts', () => {
    const account = acme('intent.pricing').fold({
      kind: 'page',
      id: 'p',
      at: time(now),
      user: 'ana',
      name: 'Pricing',
      properties: {},
    });
    account.at('2026-03-05T12:00:00Z').sent('Pricing Viewed');
    expect(account.firedNames).toEqual(['intent.pricing']);
    expect(account.tick('2026-03-12T11:59:59.999Z').active).toHaveLength(1);
    expect(account.tick('2026-03-12T12:00:00Z').active).toEqual([]);
  });

  it.each([
    ['a step up', 'agency', 'month', {}],
    ['the year instead of the month', 'team', 'year', {}],
    ['more seats', 'team', 'month', { seats: 9 }],
  ] as const)('is over with %s', (_, plan, interval, terms) => {
    const account = acme('intent.pricing').subscribed('team', 'month', { seats: 3 }).sent('Pricing Viewed');
    expect(account.subscribed(plan, interval, { seats: 3, ...terms }).active).toEqual([]);
  });

  it('outlasts a renewal, and is not turned back by news that come late', () => {
    const account = acme('intent.pricing').subscribed('team').at('2026-04-01T00:00:00Z').sent('Pricing Viewed');
    account.sent('Pricing Viewed', { at: '2026-03-20T00:00:00Z' });
    const late = { kind: 'page', id: 'p', user: 'ana', name: 'Pricing', properties: {} } as const;
    account.fold({ ...late, at: time('2026-03-21T00:00:00Z') });
    expect(account.tick('2026-04-07T00:00:00Z').active).toEqual(['intent.pricing']);
  });
});

describe('a checkout that was not finished (S3.13)', () => {
  it('fires exactly sixty minutes after it was begun', () => {
    const account = acme('intent.checkout_abandoned').sent('Checkout Started');
    expect(account.tick('2026-03-02T12:59:59.999Z').fired).toEqual([]);
    expect(account.tick('2026-03-02T13:00:00Z').fired).toMatchObject([
      { priority: 'high', firedAt: time('2026-03-02T13:00:00Z'), evidence: { startedAt: time(now), user: 'ana' } },
    ]);
    expect(account.tick('2026-03-16T11:59:59.999Z').active).toHaveLength(1);
    expect(account.tick('2026-03-16T12:00:00Z').active).toEqual([]);
  });

  it('is told with the hour at which it was due, however late the tick', () => {
    const account = acme('intent.checkout_abandoned').sent('Checkout Started').tick('2026-03-05T00:00:00Z');
    expect(account.fired.map((signal) => signal.firedAt)).toEqual([time('2026-03-02T13:00:00Z')]);
  });

  it('is none where the hour saw it finished, and is over when it is finished later', () => {
    const finished = acme('intent.checkout_abandoned').subscribed('team').sent('Checkout Started');
    finished.at('2026-03-02T12:59:00Z').subscribed('agency').tick('2026-03-05T00:00:00Z');
    expect(finished.fired).toEqual([]);
    const later = acme('intent.checkout_abandoned').sent('Checkout Started').tick('2026-03-02T14:00:00Z');
    expect(later.subscribed('agency').active).toEqual([]);
  });

  it('waits anew while another is under way, and fires once a day at most', () => {
    const account = acme('intent.checkout_abandoned').sent('Checkout Started').tick('2026-03-02T14:00:00Z');
    expect(account.sent('Checkout Started').active).toEqual([]);
    expect(account.tick('2026-03-02T15:00:00Z').active).toEqual(['intent.checkout_abandoned']);
    expect(account.firedNames).toHaveLength(1);
    account.at('2026-03-03T09:00:00Z').sent('Checkout Started').tick('2026-03-03T10:00:00Z');
    expect(account.firedNames).toHaveLength(2);
  });
});

describe('a search for what a higher plan has (S3.14)', () => {
  const search = (query: string): Parameters<AccountInWorld['sent']>[1] => ({ properties: { query } });

  it.each([
    ['charts of last month', ['charts']],
    ['TRENDS', ['charts']],
    ['invoice', []],
    ['', []],
  ])('of "%s" finds %j', (query, found) => {
    const account = acme('intent.search').sent('Search Performed', search(query));
    expect(account.fired.map((signal) => signal.subject)).toEqual(found);
  });

  it('keeps what was asked, lasts a week, and ends when the plan has it', () => {
    const account = acme('intent.search').sent('Products Searched', search('trend lines'));
    expect(account.fired).toMatchObject([{ evidence: { query: 'trend lines' } }]);
    expect(account.sent('Search Performed', search('chart')).firedNames).toHaveLength(1);
    expect(account.tick('2026-03-09T12:00:00Z').active).toEqual([]);
    expect(account.sent('Search Performed', search('chart')).subscribed('agency').active).toEqual([]);
    expect(acme('intent.search').subscribed('agency').sent('Search Performed', search('chart')).fired).toEqual([]);
  });

  it('is not turned back by news that come late', () => {
    const account = acme('intent.search').sent('Search Performed', search('chart'));
    account.sent('Search Performed', { ...search('trend'), at: '2026-02-25T12:00:00Z' });
    expect(account.tick('2026-03-09T11:59:59.999Z').active).toEqual(['intent.search']);
  });
});
