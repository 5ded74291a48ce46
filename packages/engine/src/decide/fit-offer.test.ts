import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';

const now = '2026-03-10T12:00:00Z';

function playTo(to: string): ReturnType<typeof ledgerly> {
  return ledgerly({
    plays: [
      {
        id: 'p',
        trigger: ['usage.approaching', 'usage.reached'],
        offer: { to },
      },
    ],
  });
}

describe('the offer', () => {
  it('is the first plan up the ladder that holds one more than is used now', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 });
    expect(acme.decide().moment?.offer).toEqual({
      kind: 'plan',
      from: 'free',
      to: 'pro',
      name: 'Pro',
      change: { plan: 'pro' },
      priceDelta: 4_900,
      currency: 'USD',
    });
  });

  it('passes over a plan that would leave the account blocked', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 50_000 } });
    expect(acme.decide().moment?.offer.to).toBe('business');
  });

  it('is the plan that the play names, where that has room and is higher', () => {
    const acme = aWorld({ now, config: playTo('business') })
      .account('acme')
      .sent('Invoice Sent', { times: 8 });
    expect(acme.decide().moment?.offer.to).toBe('business');
  });

  it.each(['free', 'pro'])('is none where the play names %s and the account is on pro already', (to) => {
    const acme = aWorld({ now, config: playTo(to) })
      .account('acme', { plan: 'pro' })
      .sent('Invoice Sent', { times: 80 });
    const { moment, trace } = acme.decide();
    expect(moment).toBeNull();
    expect(trace[0]?.rules.find(({ rule }) => rule === 'offer.fit')).toEqual({
      rule: 'offer.fit',
      outcome: 'fail',
      detail: 'nothing that is for sale has room for what is needed',
    });
  });

  it('is none on the highest plan', () => {
    const acme = aWorld({ now })
      .account('acme', { plan: 'business' })
      .sent('File Stored', { properties: { bytes: 450_000 } });
    expect(acme.decide().moment).toBeNull();
  });

  it('adds per month what the plan costs at the interval that the account pays by', () => {
    const monthly = aWorld({ now }).account('acme', { plan: 'pro' }).sent('Invoice Sent', { times: 80 });
    expect(monthly.decide().moment?.offer.priceDelta).toBe(5_000);
    const yearly = aWorld({ now })
      .account('acme', { plan: 'pro', interval: 'year' })
      .sent('Invoice Sent', { times: 80 });
    expect(yearly.decide().moment?.offer.priceDelta).toBe(8_250 - 4_083);
  });
});

/** Free with seats and packs on sale, a plan above it, and one that costs more than three times as much. */
function shop(): ConfigInput {
  const price = (amount: number): { interval: 'month'; amount: number } => ({ interval: 'month', amount });
  return {
    product: { name: 'Shop' },
    meters: { sends: { event: 'Sent', aggregate: 'count', reset: 'month' }, seats: { aggregate: 'members' } },
    features: { reports: { name: 'Reports', gateEvent: 'Report Opened' } },
    plans: [
      {
        id: 'team',
        name: 'Team',
        prices: [{ ...price(2_000), perUnit: { meter: 'seats', amount: 500, included: 2 } }],
        entitlements: { sends: { limit: 100 }, seats: { limit: 2 } },
      },
      {
        id: 'scale',
        name: 'Scale',
        prices: [price(9_000)],
        entitlements: { sends: { limit: 1_000 }, seats: { limit: 50 }, reports: true },
      },
    ],
    addOns: [
      { id: 'pack', name: '50 more sends', prices: [price(1_000)], entitlements: { sends: { add: 50 } } },
      { id: 'insights', name: 'Insights', prices: [price(1_500)], entitlements: { reports: true } },
    ],
  };
}

describe('an offer that need not be a plan (S1.28)', () => {
  const team = (): AccountInWorld =>
    aWorld({ now: '2026-03-28T12:00:00Z', config: shop() }).account('acme', { plan: 'team' });

  it('is a usage pack where that has room for what is foreseen', () => {
    expect(team().sent('Sent', { times: 96 }).decide().moment?.offer).toEqual({
      kind: 'usage',
      from: 'team',
      to: 'team',
      name: '50 more sends',
      change: { addOns: ['pack'] },
      priceDelta: 1_000,
      currency: 'USD',
    });
  });

  it('is the add-on that grants what was wanted, in its own name', () => {
    const { moment } = team()
      .sent('Report Opened')
      .decide({ trigger: { type: 'gate', feature: 'reports' } });
    expect(moment?.offer).toMatchObject({ kind: 'add-on', change: { addOns: ['insights'] }, priceDelta: 1_500 });
  });

  it('is as many seats as will be needed, those who were invited lately among them', () => {
    const acme = team();
    for (const user of ['ana', 'ben', 'cleo']) acme.sent('Account Added User', { user, properties: { userId: user } });
    expect(acme.decide({ trigger: { type: 'seats' } }).moment?.offer).toMatchObject({
      kind: 'seats',
      name: '6 seats',
      change: { seats: 6 },
      priceDelta: 2_000,
    });
  });

  it('bridges a leap in price: what has room for now comes before a plan of more than three times as much (S2.57)', () => {
    const acme = aWorld({ now: '2026-03-10T12:00:00Z', config: shop() }).account('acme', { plan: 'team' });
    const { moment, trace } = acme.sent('Sent', { times: 96 }).decide();
    expect(moment?.offer).toMatchObject({ kind: 'usage', change: { addOns: ['pack'] } });
    expect(trace[0]?.rules.find(({ rule }) => rule === 'offer.fit')?.detail).toBe(
      '50 more sends has room for now, and Scale is more than 3 times the price; now on team',
    );
  });

  it('is never what the account has', () => {
    const acme = team().subscribed('team', 'month', { addOns: ['pack'] });
    expect(acme.sent('Sent', { times: 146 }).decide().moment?.offer.change).toEqual({ plan: 'scale' });
  });
});
