import { describe, expect, it } from 'vitest';
import { toIso } from '../kernel/instant.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { aWorld, time } from '../testing/world.ts';

const start = '2026-04-01T00:00:00Z';
const halfWay = '2026-04-16T00:00:00Z';

describe('from free to paid', () => {
  it('charges a whole period, which begins now', () => {
    const quote = aWorld({ now: halfWay }).account('acme').price({ plan: 'pro' });
    expect(quote).toMatchObject({
      from: 'free',
      to: 'pro',
      lines: [{ description: 'Pro, one month', amount: 4_900, proration: false }],
      dueNow: 4_900,
      recurringBefore: { amount: 0, interval: 'month' },
      recurringAfter: { amount: 4_900, interval: 'month' },
      mrrDelta: 4_900,
      currency: 'USD',
      effectiveAt: time(halfWay),
      subscription: {
        plan: 'pro',
        startedAt: time(halfWay),
        renewsAt: time('2026-05-16T00:00:00Z'),
        pending: null,
      },
    });
  });

  it('by the year adds a twelfth of it to what recurs each month', () => {
    const quote = aWorld({ now: start }).account('acme').price({ plan: 'pro', interval: 'year' });
    expect(quote).toMatchObject({
      dueNow: 49_000,
      mrrDelta: 4_083,
      recurringAfter: { amount: 49_000, interval: 'year' },
    });
    expect(toIso(quote.subscription.renewsAt)).toBe('2027-04-01T00:00:00.000Z');
  });

  it('is quoted for a day, or as long as a config says', () => {
    const day = aWorld({ now: start }).account('acme').price({ plan: 'pro' });
    expect(toIso(day.expiresAt)).toBe('2026-04-02T00:00:00.000Z');
    const hour = aWorld({ now: start, config: ledgerly({ quoteHours: 1.5 }) })
      .account('acme')
      .price({ plan: 'pro' });
    expect(toIso(hour.expiresAt)).toBe('2026-04-01T01:30:00.000Z');
  });
});

describe('from paid to paid', () => {
  it('credits and charges what is left of the period, and keeps its anchor', () => {
    const quote = aWorld({ now: start }).account('acme', { plan: 'pro' }).at(halfWay).price({ plan: 'business' });
    expect(quote.lines).toEqual([
      { description: 'Unused time on Pro', amount: -2_450, proration: true },
      {
        description: 'Business for the rest of the period',
        amount: 4_950,
        proration: true,
      },
    ]);
    expect(quote).toMatchObject({
      dueNow: 2_500,
      mrrDelta: 5_000,
      effectiveAt: time(halfWay),
    });
    expect(quote.subscription).toMatchObject({
      startedAt: time(start),
      renewsAt: time('2026-05-01T00:00:00Z'),
    });
  });

  it('counts to the second, down, and rounds each line by itself', () => {
    const acme = aWorld({ now: start }).account('acme', { plan: 'pro' });
    const atOneSecondBefore = acme.at('2026-04-30T23:59:59.000Z').price({ plan: 'business' });
    expect(atOneSecondBefore.lines.map((line) => line.amount)).toEqual([0, 0]);
    const aSecondIn = acme.at('2026-04-01T00:00:01.999Z').price({ plan: 'business' });
    expect(aSecondIn.lines.map((line) => line.amount)).toEqual([-4_900, 9_900]);
    const aThird = acme.at('2026-04-21T00:00:00Z').price({ plan: 'business' });
    expect(aThird.lines.map((line) => line.amount)).toEqual([-1_633, 3_300]);
  });

  it('at the first instant of the period costs the difference', () => {
    expect(aWorld({ now: start }).account('acme', { plan: 'pro' }).price({ plan: 'business' }).dueNow).toBe(5_000);
  });

  it('prorates a year by the year', () => {
    const acme = aWorld({ now: '2026-01-01T00:00:00Z' }).account('acme', {
      plan: 'pro',
      interval: 'year',
    });
    const quote = acme.at('2026-07-02T12:00:00Z').price({ plan: 'business' });
    expect(quote.lines.map((line) => line.amount)).toEqual([-24_500, 49_500]);
    expect(quote).toMatchObject({
      recurringAfter: { amount: 99_000, interval: 'year' },
      mrrDelta: 8_250 - 4_083,
    });
  });

  it('follows the renewal date that an account was given', () => {
    const renewsAt = time('2026-04-11T00:00:00Z');
    const acme = aWorld({ now: start }).account('acme').subscribed('pro', 'month', { renewsAt });
    expect(acme.price({ plan: 'business' }).lines[0]?.amount).toBe(-Math.round((4_900 * 10) / 31));
  });
});

describe('a renewal date further away than one period', () => {
  it('is never credited for more than was paid', () => {
    const renewsAt = time('2026-12-01T00:00:00Z');
    const acme = aWorld({ now: start }).account('acme').subscribed('pro', 'month', { renewsAt });
    expect(acme.price({ plan: 'business' }).lines.map((line) => line.amount)).toEqual([-4_900, 9_900]);
  });
});

describe('from month to year', () => {
  it('starts a new period now, less what is left of the old one', () => {
    const quote = aWorld({ now: start }).account('acme', { plan: 'pro' }).at(halfWay).price({ interval: 'year' });
    expect(quote.lines).toEqual([
      { description: 'Unused time on Pro', amount: -2_450, proration: true },
      { description: 'Pro, one year', amount: 49_000, proration: false },
    ]);
    expect(quote).toMatchObject({
      dueNow: 46_550,
      subscription: {
        startedAt: time(halfWay),
        renewsAt: time('2027-04-16T00:00:00Z'),
      },
    });
  });

  it('stays with the interval that an account pays by where it names none', () => {
    const acme = aWorld({ now: start }).account('acme', {
      plan: 'pro',
      interval: 'year',
    });
    expect(acme.price({ plan: 'business' }).recurringAfter.interval).toBe('year');
    expect(acme.price({ plan: 'free' }).recurringAfter.interval).toBe('month');
  });
});

describe('a step down (S2.31)', () => {
  it('costs nothing now, and waits for the end of the period', () => {
    const quote = aWorld({ now: start }).account('acme', { plan: 'business' }).at(halfWay).price({ plan: 'pro' });
    expect(quote).toMatchObject({
      lines: [],
      dueNow: 0,
      mrrDelta: -5_000,
      effectiveAt: time('2026-05-01T00:00:00Z'),
    });
    expect(quote.subscription).toMatchObject({
      plan: 'business',
      pending: {
        plan: 'pro',
        interval: 'month',
        at: time('2026-05-01T00:00:00Z'),
      },
    });
  });

  it('keeps what was paid for until then', () => {
    const acme = aWorld({ now: start }).account('acme', { plan: 'pro' }).accepted({ plan: 'free' });
    expect(acme.tick('2026-04-30T23:59:59.999Z').check('reports').allowed).toBe(true);
    expect(acme.tick('2026-05-01T00:00:00.000Z').check('reports').allowed).toBe(false);
    expect(acme.state.subscription?.plan).toBe('free');
  });

  it('is what going from a year to a month is, too', () => {
    const quote = aWorld({ now: start })
      .account('acme', { plan: 'pro', interval: 'year' })
      .price({ interval: 'month' });
    expect(quote).toMatchObject({
      dueNow: 0,
      effectiveAt: time('2027-04-01T00:00:00Z'),
      mrrDelta: 4_900 - 4_083,
    });
  });

  it('is what a lower plan by the year is, for who pays by the month', () => {
    const quote = aWorld({ now: start }).account('acme', { plan: 'business' }).price({ plan: 'pro', interval: 'year' });
    expect(quote).toMatchObject({
      dueNow: 0,
      effectiveAt: time('2026-05-01T00:00:00Z'),
    });
    expect(quote.subscription.pending).toMatchObject({
      plan: 'pro',
      interval: 'year',
    });
  });

  it('that waits is called off by asking for the plan that the account has', () => {
    const acme = aWorld({ now: start }).account('acme', { plan: 'pro' }).accepted({ plan: 'free' });
    const quote = acme.price({ plan: 'pro' });
    expect(quote).toMatchObject({
      lines: [],
      dueNow: 0,
      mrrDelta: 0,
      effectiveAt: time(start),
      subscription: { plan: 'pro', pending: null },
    });
    expect(acme.accepted({ plan: 'pro' }).tick('2026-05-01T00:00:00Z').state.subscription?.plan).toBe('pro');
  });

  it('that waits is replaced by a step up', () => {
    const acme = aWorld({ now: start })
      .account('acme', { plan: 'pro' })
      .accepted({ plan: 'free' })
      .accepted({ plan: 'business' });
    expect(acme.state.subscription).toMatchObject({
      plan: 'business',
      pending: null,
    });
  });
});

describe('there is no quote', () => {
  it.each([
    [{}, 'no-change', 'change', 'the account is on Pro per month already'],
    [{ plan: 'pro', interval: 'month' }, 'no-change', 'change', 'the account is on Pro per month already'],
    [{ plan: 'gold' }, 'unknown-plan', 'change.plan', 'no plan "gold"; there is "free", "pro", "business"'],
    [
      { plan: 'free', interval: 'year' },
      'no-price',
      'change.interval',
      'Free has no price per year; it is sold per month',
    ],
  ] as const)('for %j', (change, code, path, message) => {
    const result = aWorld({ now: start }).account('acme', { plan: 'pro' }).quote(change);
    expect(result).toEqual({ ok: false, refusal: { code, path, message } });
  });

  it('for the free plan by an account of which nothing was said', () => {
    expect(aWorld({ now: start }).account('acme').quote({ plan: 'free' })).toMatchObject({
      refusal: { code: 'no-change' },
    });
  });
});
