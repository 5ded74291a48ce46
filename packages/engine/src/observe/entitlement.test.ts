import { describe, expect, it } from 'vitest';
import { toIso } from '../kernel/instant.ts';
import { ledgerly, oneLimit } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';

const now = '2026-03-10T12:00:00Z';

/** An account that used so much of one limit. */
function used(count: number, limit: Parameters<typeof oneLimit>[0]): AccountInWorld {
  return aWorld({ now, config: oneLimit(limit) })
    .account('acme')
    .sent('Invoice Sent', { times: count });
}

describe('the state of a meter', () => {
  it.each([
    [0, 'ok', 20, 2],
    [15, 'ok', 5, 2],
    [16, 'warning', 4, 2],
    [18, 'warning', 2, 2],
    [19, 'critical', 1, 2],
    [20, 'critical', 0, 2],
    [21, 'grace', 0, 1],
    [22, 'blocked', 0, 0],
    [23, 'blocked', 0, 0],
  ])('at %i of 20 is %s, with %i left and %i in grace', (count, state, remaining, graceRemaining) => {
    expect(used(count, { limit: 20 }).usage('invoices')).toMatchObject({
      state,
      remaining,
      graceRemaining,
      used: count,
    });
  });

  it.each([
    [15, 'ok'],
    [16, 'warning'],
    [19, 'critical'],
    [20, 'blocked'],
  ])('at %i of a hard 20 is %s: at the limit nothing more is allowed', (count, state) => {
    expect(used(count, { limit: 20, grace: null }).usage('invoices')).toMatchObject({ state, graceRemaining: 0 });
  });

  it('follows the thresholds of the limit, to the percent', () => {
    const thresholds = [29, 58];
    expect(used(28, { limit: 100, thresholds }).usage('invoices').state).toBe('ok');
    expect(used(29, { limit: 100, thresholds }).usage('invoices').state).toBe('warning');
    expect(used(58, { limit: 100, thresholds }).usage('invoices').state).toBe('critical');
  });

  it('without a limit is always ok, with nothing to count down from', () => {
    const usage = used(1_000, { limit: null }).usage('invoices');
    expect(usage).toMatchObject({
      used: 1_000,
      limit: null,
      ratio: null,
      state: 'ok',
      remaining: null,
      graceEndsAt: null,
    });
  });

  it('of a limit of nought is blocked from the start', () => {
    expect(used(0, { limit: 0 }).usage('invoices')).toMatchObject({
      ratio: 1,
      state: 'blocked',
      remaining: 0,
    });
  });
});

describe('grace (S0.22)', () => {
  it.each([
    [1, 1],
    [10, 1],
    [11, 2],
    [25, 3],
    [100, 10],
  ])('of 10% of %i is %i, rounded up', (limit, grace) => {
    expect(used(0, { limit }).usage('invoices').graceRemaining).toBe(grace);
  });

  it('begins with the first unit beyond the limit, and says until when it lasts', () => {
    const acme = used(10, { limit: 10 });
    expect(acme.usage('invoices').graceEndsAt).toBeNull();
    acme.at('2026-03-11T08:00:00Z').sent('Invoice Sent');
    expect(toIso(acme.usage('invoices').graceEndsAt ?? acme.state.since)).toBe('2026-03-14T08:00:00.000Z');
    expect(acme.usage('invoices').state).toBe('blocked');
  });

  it('ends by amount', () => {
    const limit = { limit: 10, grace: { percent: 20, days: 3 } };
    expect(used(11, limit).check('invoices')).toMatchObject({
      allowed: true,
      reason: 'in-grace',
    });
    expect(used(12, limit).check('invoices')).toMatchObject({
      allowed: false,
      reason: 'limit-reached',
    });
  });

  it('ends by days, to the millisecond', () => {
    const acme = used(11, { limit: 10, grace: { percent: 50, days: 2 } });
    expect(acme.at('2026-03-12T11:59:59.999Z').usage('invoices')).toMatchObject({ state: 'grace', graceRemaining: 4 });
    expect(acme.at('2026-03-12T12:00:00.000Z').usage('invoices')).toMatchObject({
      state: 'blocked',
      graceRemaining: 0,
    });
  });

  it('ends by reset where that comes first', () => {
    const config = oneLimit({ limit: 10, grace: { percent: 50, days: 3 } });
    const acme = aWorld({ now: '2026-03-31T12:00:00Z', config }).account('acme').sent('Invoice Sent', { times: 11 });
    expect(toIso(acme.usage('invoices').graceEndsAt ?? acme.state.since)).toBe('2026-04-01T00:00:00.000Z');
    expect(acme.at('2026-04-01T00:00:00Z').usage('invoices')).toMatchObject({
      used: 0,
      state: 'ok',
      graceEndsAt: null,
    });
  });

  it('is over when use falls back, and begins anew when it goes beyond again', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 1_050 } });
    expect(acme.usage('storage').state).toBe('grace');
    acme.at('2026-03-12T12:00:00Z').sent('File Stored', { properties: { bytes: -100 } });
    expect(acme.usage('storage')).toMatchObject({
      state: 'critical',
      graceEndsAt: null,
    });
    acme.at('2026-03-20T12:00:00Z').sent('File Stored', { properties: { bytes: 100 } });
    expect(toIso(acme.usage('storage').graceEndsAt ?? acme.state.since)).toBe('2026-03-23T12:00:00.000Z');
  });

  it('runs for seats as for everything else', () => {
    const acme = aWorld({ now, config: seats() })
      .account('acme')
      .identified('ana')
      .identified('ben')
      .identified('cleo');
    expect(acme.usage('seats')).toMatchObject({
      used: 3,
      state: 'grace',
      graceRemaining: 1,
    });
    expect(acme.at('2026-03-13T12:00:00Z').usage('seats')).toMatchObject({
      state: 'blocked',
      graceRemaining: 0,
    });
  });

  it('is left behind by an upgrade, and begins at a step down that leaves use beyond the limit', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('Invoice Sent', { times: 11 })
      .at('2026-03-11T00:00:00Z')
      .subscribed('pro');
    expect(acme.usage('invoices')).toMatchObject({
      state: 'ok',
      graceEndsAt: null,
    });
    acme.at('2026-03-12T00:00:00Z').subscribed('free');
    expect(toIso(acme.usage('invoices').graceEndsAt ?? acme.state.since)).toBe('2026-03-15T00:00:00.000Z');
  });
});

describe('a check', () => {
  it('answers by what is left, what grace adds, and what neither covers', () => {
    const acme = used(8, { limit: 10 });
    expect(acme.check('invoices', 2)).toMatchObject({
      allowed: true,
      reason: 'within-limit',
      requiredPlan: null,
    });
    expect(acme.check('invoices', 3)).toMatchObject({
      allowed: true,
      reason: 'in-grace',
      requiredPlan: null,
    });
    expect(acme.check('invoices', 4)).toMatchObject({
      allowed: false,
      reason: 'limit-reached',
      requiredPlan: 'pro',
    });
  });

  it('names the first plan that holds what is asked, and none where none does', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 1_000 } });
    expect(acme.check('storage', 1_000).requiredPlan).toBe('pro');
    expect(acme.check('storage', 60_000).requiredPlan).toBe('business');
    expect(acme.check('storage', 600_000).requiredPlan).toBeNull();
  });

  it('grants, refuses or gives the value of a feature', () => {
    const acme = aWorld({ now, config: valued() }).account('acme');
    expect(acme.check('reports')).toMatchObject({
      allowed: false,
      reason: 'not-in-plan',
      requiredPlan: 'pro',
      value: null,
    });
    expect(acme.check('support')).toMatchObject({
      allowed: true,
      reason: 'granted',
      value: 'by e-mail',
    });
    acme.subscribed('pro');
    expect(acme.check('reports')).toMatchObject({
      allowed: true,
      reason: 'granted',
      value: null,
      requiredPlan: null,
    });
    expect(acme.check('support').value).toBe('within the hour');
  });

  it('says so when nothing has that name', () => {
    const acme = aWorld({ now }).account('acme');
    expect(acme.check('teleport')).toMatchObject({
      allowed: false,
      reason: 'unknown-feature',
      usage: null,
    });
    expect(acme.check('constructor').reason).toBe('unknown-feature');
  });

  it('of an account on a plan that is no longer sold stands on the default plan', () => {
    const acme = aWorld({ now }).account('acme').subscribed('legacy').sent('Invoice Sent', { times: 8 });
    expect(acme.usage('invoices')).toMatchObject({
      limit: 10,
      state: 'warning',
    });
  });
});

function seats(): ReturnType<typeof ledgerly> {
  const plans = [
    {
      id: 'free',
      name: 'Free',
      prices: [{ interval: 'month' as const, amount: 0 }],
      entitlements: { seats: { limit: 2, grace: { percent: 100, days: 3 } } },
    },
  ];
  return ledgerly({ features: {}, plans });
}

function valued(): ReturnType<typeof ledgerly> {
  const prices = [{ interval: 'month' as const, amount: 0 }];
  return ledgerly({
    features: { reports: { name: 'Reports' }, support: { name: 'Support' } },
    plans: [
      {
        id: 'free',
        name: 'Free',
        prices,
        entitlements: { support: 'by e-mail' },
      },
      {
        id: 'pro',
        name: 'Pro',
        prices,
        entitlements: { support: 'within the hour', reports: true },
      },
    ],
  });
}
