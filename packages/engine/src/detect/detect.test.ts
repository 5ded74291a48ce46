import { describe, expect, it } from 'vitest';
import { DAY_MS, later, toIso } from '../kernel/instant.ts';
import { studio, studioWith } from '../testing/studio.ts';
import { aWorld, time } from '../testing/world.ts';
import { activeSignals } from './detect.ts';

const now = '2026-03-02T12:00:00Z';
const onCharts = { properties: { feature: 'charts', seconds: 200 } };

describe('signals that stand', () => {
  it('end when the plan changes to one that has what they wanted', () => {
    const account = aWorld({ now, config: studio() }).account('acme').identified('ben').identified('cleo');
    account.sent('Charts Opened', { times: 3 }).sent('Feature Gate Left', onCharts).sent('Share Attempted', onCharts);
    account.sent('Search Performed', { properties: { query: 'chart' } }).sent('Board Drawn', { times: 10 });
    account.sent('Workflow Completed', { properties: { workflow: 'handover' } }).sent('Pricing Viewed');
    account.sent('Storage Measured', { properties: { bytes: 990 } }).sent('API Called', { properties: { calls: 200 } });
    account.sent('Invite Sent');
    expect(account.active.length).toBeGreaterThan(10);
    account.subscribed('open');
    expect(account.active).toEqual(['value.first_workflow']);
  });

  it('of one gate give way to the strongest, and come back when that is over', () => {
    const config = studioWith('gate.repeated', 'gate.dwell');
    const account = aWorld({ now, config }).account('acme').sent('Charts Opened', { times: 3 });
    account.at('2026-03-06T12:00:00Z').sent('Feature Gate Left', onCharts);
    expect(account.active).toEqual(['gate.repeated']);
    const names = (iso: string): readonly string[] =>
      activeSignals(account.state, time(iso)).map((signal) => signal.signal);
    expect(names('2026-03-16T11:59:59.999Z')).toEqual(['gate.repeated']);
    expect(names('2026-03-16T12:00:00Z')).toEqual(['gate.dwell']);
    expect(account.tick('2026-03-16T12:00:00Z').active).toEqual(['gate.dwell']);
  });

  it('are told by order of urgency', () => {
    const account = aWorld({ now, config: studio() })
      .account('acme')
      .sent('Pricing Viewed')
      .sent('File Exported', { times: 10 });
    account.sent('Charts Opened', { times: 3 }).sent('Payment Failed');
    expect(account.active).toEqual(['usage.reached', 'health.payment_failed', 'gate.repeated', 'intent.pricing']);
  });
});

describe('signals that ended', () => {
  it('are remembered up to a bound, those that ended last first', () => {
    const account = aWorld({
      now,
      config: studio({ signals: { abandoned: { preset: 'intent.checkout_abandoned', expiresDays: 366 } } }),
    }).account('acme');
    for (let day = 0; day < 60; day += 1) {
      account.at(toIso(later(time(now), day * DAY_MS))).sent('Checkout Started');
    }
    account.tick('2026-05-10T00:00:00Z');
    expect(account.firedNames).toHaveLength(60);
    expect(account.active).toEqual(['abandoned']);
    expect(account.state.signals.filter((signal) => signal.endedAt !== null)).toHaveLength(24);
    expect(account.state.signals.every((signal) => signal.firedAt > time('2026-04-01'))).toBe(true);
  });
});
