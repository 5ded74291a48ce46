import { describe, expect, it } from 'vitest';
import { routingSchema } from '../catalog/decision-schema.ts';
import { minorUnits } from '../kernel/money.ts';
import { type Channel, type Routed, routeOffer } from './route-offer.ts';

const ALL: readonly Channel[] = ['in-app', 'email', 'human'];
const routing = routingSchema.parse({});
const route = (priceDelta: number, more: Partial<Routed> = {}) =>
  routeOffer(routing, {
    priceDelta: minorUnits(priceDelta),
    motion: 'auto',
    channels: ALL,
    needsPeople: null,
    ...more,
  });

describe('the way of an offer', () => {
  // X8: $200 in-app, more than $200 and less than $1,000 e-mail, $1,000 and more people; less than $10 in-app.
  it.each([
    [-500, 'in-app', 'self-serve'],
    [0, 'in-app', 'self-serve'],
    [999, 'in-app', 'self-serve'],
    [20_000, 'in-app', 'self-serve'],
    [20_001, 'email', 'self-serve'],
    [99_999, 'email', 'self-serve'],
    [100_000, 'human', 'sales-assisted'],
  ])('that adds %i a month is %s, %s', (priceDelta, channel, motion) => {
    expect(route(priceDelta)).toMatchObject({ channel, motion });
  });

  it('leads to people where somebody wants to buy and does not, whatever it costs', () => {
    const needsPeople = 'looked at the prices after 2 offers that led nowhere';
    expect(route(100, { needsPeople })).toEqual({ channel: 'human', motion: 'sales-assisted', reason: needsPeople });
    expect(route(100, { needsPeople, channels: ['in-app'] })).toMatchObject({ channel: 'in-app', motion: 'hybrid' });
  });

  it.each([
    ['self-serve', 'in-app'],
    ['hybrid', 'in-app'],
    ['sales-assisted', 'human'],
  ] as const)('of a play that is %s is %s, whatever it costs', (motion, channel) => {
    expect(route(50_000, { motion })).toMatchObject({ channel, motion });
  });

  it('is the nearest of those that the play allows, and the lighter of two', () => {
    expect(route(50_000, { channels: ['in-app', 'human'] })).toMatchObject({ channel: 'in-app' });
    expect(route(500_000, { channels: ['in-app', 'email'] })).toMatchObject({
      channel: 'email',
      reason: '500000 more a month, at least 100000; the play allows only in-app, email',
    });
    expect(route(500, { channels: [] })).toBeNull();
  });

  it.each([
    ['product-led', ['in-app', 'email', 'human']],
    ['hybrid', ['in-app', 'human', 'human']],
    ['sales-assisted', ['human', 'human', 'human']],
  ] as const)('follows how a team sells: %s (S2.56)', (motion, channels) => {
    const preset = routingSchema.parse({ motion });
    const asked = (priceDelta: number): Routed => ({
      priceDelta: minorUnits(priceDelta),
      motion: 'auto',
      channels: ALL,
      needsPeople: null,
    });
    expect([20_000, 20_001, 100_000].map((amount) => routeOffer(preset, asked(amount))?.channel)).toEqual(channels);
    expect(routeOffer(preset, asked(0))?.channel).toBe('in-app');
  });

  it('goes by a team’s own amounts before those of its motion', () => {
    expect(routingSchema.parse({ motion: 'hybrid', humanFrom: 50_000 })).toMatchObject({
      inAppUpTo: 20_000,
      humanFrom: 50_000,
    });
  });

  it('has a stretch for e-mail', () => {
    expect(routingSchema.safeParse({ inAppUpTo: 500, humanFrom: 500 }).success).toBe(false);
  });
});
