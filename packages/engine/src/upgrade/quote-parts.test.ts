import { describe, expect, it } from 'vitest';
import { deskly } from '../testing/deskly.ts';
import { type AccountInWorld, aWorld, time } from '../testing/world.ts';
import type { Change } from '../catalog/change.ts';

const start = '2026-04-01T00:00:00Z';
const halfWay = '2026-04-16T00:00:00Z';
const end = '2026-05-01T00:00:00Z';

function onTeam(
  terms: Parameters<AccountInWorld['subscribed']>[2] = {},
  interval: 'month' | 'year' = 'month',
): AccountInWorld {
  return aWorld({ now: start, config: deskly() }).account('acme').subscribed('team', interval, terms);
}

describe('seats', () => {
  it('that are more begin now, prorated to the second: the old credited, the new charged', () => {
    const quote = onTeam({ seats: 8 }).at(halfWay).price({ seats: 10 });
    expect(quote).toMatchObject({
      from: 'team',
      to: 'team',
      lines: [
        { description: 'Unused time on Team seats × 8', amount: -1_350, proration: true },
        { description: 'Team seats × 10 for the rest of the period', amount: 2_250, proration: true },
      ],
      dueNow: 900,
      recurringBefore: { amount: 4_900 + 3 * 900 },
      recurringAfter: { amount: 4_900 + 5 * 900 },
      mrrDelta: 1_800,
      effectiveAt: time(halfWay),
      subscription: { plan: 'team', seats: 10, startedAt: time(start), renewsAt: time(end), pending: null },
    });
  });

  it('beyond those that are included are charged alone', () => {
    const quote = onTeam().at(halfWay).price({ seats: 6 });
    expect(quote.lines).toEqual([
      { description: 'Team seats × 6 for the rest of the period', amount: 450, proration: true },
    ]);
  });

  it('that are fewer are kept until the period ends, and nothing is charged', () => {
    const quote = onTeam({ seats: 10 }).at(halfWay).price({ seats: 6 });
    expect(quote).toMatchObject({
      lines: [],
      dueNow: 0,
      mrrDelta: -3_600,
      effectiveAt: time(end),
      subscription: { seats: 10, pending: { plan: 'team', interval: 'month', seats: 6, at: time(end) } },
    });
  });

  it('fewer than are included are those that are included', () => {
    const acme = onTeam({ seats: 7 }).accepted({ seats: 3 }).tick(end);
    expect(acme.usage('seats').limit).toBe(5);
    expect(acme.price({ plan: 'scale' }).recurringBefore.amount).toBe(4_900);
  });

  it('take the place of the limit of the plan that sells them, at once', () => {
    const acme = onTeam();
    for (const user of ['ana', 'ben', 'cleo', 'dov', 'eve']) acme.identified(user);
    expect(acme.check('seats')).toMatchObject({ usage: { limit: 5, remaining: 0 } });
    acme.accepted({ seats: 8 });
    expect(acme.check('seats')).toMatchObject({
      allowed: true,
      reason: 'within-limit',
      usage: { limit: 8, remaining: 3 },
    });
  });

  it('are carried to another plan that sells them, and priced by it', () => {
    const quote = onTeam({ seats: 8 }).at(halfWay).price({ plan: 'scale' });
    expect(quote.lines).toEqual([
      { description: 'Unused time on Team', amount: -2_450, proration: true },
      { description: 'Unused time on Team seats × 8', amount: -1_350, proration: true },
      { description: 'Scale for the rest of the period', amount: 4_950, proration: true },
      { description: 'Scale seats × 8 for the rest of the period', amount: 1_050, proration: true },
    ]);
    expect(quote.mrrDelta).toBe(9_900 + 3 * 700 - 4_900 - 3 * 900);
  });

  it('are let go where a plan sells none', () => {
    const acme = onTeam({ seats: 8 }).accepted({ plan: 'free' }).tick(end);
    expect(acme.state.subscription).toMatchObject({ plan: 'free', seats: null });
    expect(acme.usage('seats').limit).toBe(2);
  });
});

describe('an add-on', () => {
  it('that is new begins now, and what it adds to a limit is there in the same instant', () => {
    const acme = onTeam().at(halfWay).sent('Ticket Answered', { times: 100 });
    const quote = acme.price({ addOns: ['more-tickets'] });
    expect(quote).toMatchObject({
      lines: [{ description: 'More tickets for the rest of the period', amount: 750, proration: true }],
      dueNow: 750,
      recurringAfter: { amount: 6_400 },
      mrrDelta: 1_500,
      subscription: { addOns: ['more-tickets'], pending: null },
    });
    acme.accepted({ addOns: ['more-tickets'] });
    expect(acme.check('tickets')).toMatchObject({ reason: 'within-limit', usage: { limit: 200, remaining: 100 } });
    expect(acme.active).not.toContain('usage.reached');
  });

  it('grants a feature, and its value stands over the plan’s', () => {
    const config = deskly({
      addOns: [
        {
          id: 'priority',
          name: 'Priority support',
          prices: [{ interval: 'month', amount: 100 }],
          entitlements: { support: 'within the hour', sso: true },
        },
      ],
    });
    const acme = aWorld({ now: start, config }).account('acme', { plan: 'team' });
    expect([acme.check('support').value, acme.check('sso').allowed]).toEqual(['by e-mail', false]);
    acme.accepted({ addOns: ['priority'] });
    expect([acme.check('support').value, acme.check('sso').allowed]).toEqual(['within the hour', true]);
  });

  it('that is paid by the seat is charged for every seat, and again as seats change', () => {
    const acme = onTeam({ seats: 8 }).accepted({ addOns: ['sso'] });
    expect(
      acme
        .at(halfWay)
        .price({ seats: 10 })
        .lines.map((line) => line.description),
    ).toEqual([
      'Unused time on Team seats × 8',
      'Unused time on Single sign-on seats × 8',
      'Team seats × 10 for the rest of the period',
      'Single sign-on seats × 10 for the rest of the period',
    ]);
  });

  it('that goes is kept until the period ends', () => {
    const acme = onTeam({ addOns: ['more-tickets'] });
    expect(acme.price({ addOns: [] })).toMatchObject({
      lines: [],
      mrrDelta: -1_500,
      effectiveAt: time(end),
      subscription: { addOns: ['more-tickets'], pending: { addOns: [] } },
    });
    acme.accepted({ addOns: [] });
    expect(acme.usage('tickets').limit).toBe(200);
    expect(acme.tick(end).usage('tickets').limit).toBe(100);
  });

  it('that is not sold on the next plan goes with the step', () => {
    const acme = onTeam({ addOns: ['team-reports', 'more-tickets'] }).at(halfWay);
    const quote = acme.price({ plan: 'scale' });
    expect(quote.subscription.addOns).toEqual(['more-tickets']);
    expect(quote.lines.map((line) => line.description)).toEqual([
      'Unused time on Team',
      'Unused time on Reports for teams',
      'Scale for the rest of the period',
    ]);
  });

  it('is prorated with everything else from month to year', () => {
    const quote = onTeam({ addOns: ['more-tickets'], seats: 6 })
      .at(halfWay)
      .price({ interval: 'year' });
    expect(quote.lines.map(({ description, amount }) => [description, amount])).toEqual([
      ['Unused time on Team', -2_450],
      ['Unused time on Team seats × 6', -450],
      ['Unused time on More tickets', -750],
      ['Team, one year', 49_000],
      ['Team seats × 6, one year', 9_000],
      ['More tickets, one year', 15_000],
    ]);
    expect(quote.recurringAfter).toEqual({ amount: 73_000, interval: 'year' });
    expect(quote.mrrDelta).toBe(6_083 - 7_300);
  });
});

describe('a change of several things', () => {
  it('gives what is more now, and takes what is less when the period ends', () => {
    const acme = onTeam({ seats: 10 }).at(halfWay);
    const quote = acme.price({ seats: 6, addOns: ['more-tickets'] });
    expect(quote).toMatchObject({
      lines: [{ description: 'More tickets for the rest of the period' }],
      mrrDelta: 1_500 - 3_600,
      effectiveAt: time(halfWay),
      subscription: { seats: 10, addOns: ['more-tickets'], pending: { seats: 6 } },
    });
    acme.accepted({ seats: 6, addOns: ['more-tickets'] }).tick(end);
    expect(acme.state.subscription).toMatchObject({ seats: 6, addOns: ['more-tickets'], pending: null });
  });

  it('leaves alone what waits already', () => {
    const acme = onTeam({ seats: 10 }).accepted({ seats: 6 });
    const quote = acme.at(halfWay).price({ addOns: ['more-tickets'] });
    expect(quote).toMatchObject({ mrrDelta: 1_500, subscription: { seats: 10, pending: { seats: 6 } } });
    expect(acme.accepted({ addOns: ['more-tickets'] }).tick(end).state.subscription).toMatchObject({
      seats: 6,
      addOns: ['more-tickets'],
    });
  });

  it('may be called off part by part', () => {
    const acme = onTeam({ seats: 10 }).accepted({ seats: 6 });
    expect(acme.price({ seats: 10 })).toMatchObject({ lines: [], mrrDelta: 0, subscription: { pending: null } });
  });

  it('keeps the anchor of a period that renews with fewer seats', () => {
    const acme = aWorld({ now: '2026-01-31T00:00:00Z', config: deskly() })
      .account('acme')
      .subscribed('team', 'month', { seats: 9 });
    acme.accepted({ seats: 6 }).tick('2026-03-31T00:00:00Z');
    expect(acme.facts.slice(-2).map((fact) => fact.at)).toEqual([time('2026-02-28'), time('2026-03-31')]);
  });

  it('is an immediate whole where the plan goes up', () => {
    const quote = onTeam({ seats: 10 })
      .at(halfWay)
      .price({ plan: 'scale', seats: 12, addOns: ['sso'] });
    expect(quote.subscription).toMatchObject({ plan: 'scale', seats: 12, addOns: ['sso'], pending: null });
    expect(quote.recurringAfter.amount).toBe(9_900 + 7 * 700 + 12 * 200);
  });

  it('on free starts a period, as anything that is paid for does', () => {
    const acme = aWorld({ now: start, config: deskly() }).account('acme').at(halfWay);
    expect(acme.price({ addOns: ['more-tickets'] })).toMatchObject({
      lines: [{ description: 'More tickets, one month', amount: 1_500, proration: false }],
      subscription: { plan: 'free', startedAt: time(halfWay), addOns: ['more-tickets'] },
    });
  });
});

it('a lower price within the period is not paid back: it begins with the next one', () => {
  const steps = [
    { upTo: 9, amount: 1_000 },
    { upTo: null, amount: 500 },
  ];
  const tiers = { meter: 'seats', mode: 'volume', steps } as const;
  const plans = [{ id: 'crew', name: 'Crew', prices: [{ interval: 'month' as const, amount: 0, tiers }] }];
  const acme = aWorld({ now: start, config: deskly({ plans, addOns: [] }) })
    .account('acme')
    .subscribed('crew', 'month', { seats: 9 });
  const quote = acme.at(halfWay).price({ seats: 10 });
  expect(quote).toMatchObject({
    lines: [],
    dueNow: 0,
    effectiveAt: time(halfWay),
    subscription: { seats: 10, pending: null },
  });
  expect([quote.recurringBefore.amount, quote.recurringAfter.amount]).toEqual([9_000, 5_000]);
});

describe('there is no quote', () => {
  const refusals: readonly (readonly [Change, string, string, string])[] = [
    [{ seats: 8 }, 'no-change', 'change', 'the account is on Team per month, has 8 seats already'],
    [{ addOns: [] }, 'no-change', 'change', 'the account is on Team per month, has no add-ons already'],
    [
      { plan: 'free', seats: 3 },
      'not-sold',
      'change.seats',
      'Free sells no seats per month; its plan has those it has',
    ],
    [
      { addOns: ['more'] },
      'unknown-add-on',
      'change.addOns.0',
      'no add-on "more"; there is "more-tickets", "sso", "team-reports"',
    ],
    [
      { plan: 'scale', addOns: ['sso', 'team-reports'] },
      'not-sold',
      'change.addOns.1',
      'Reports for teams is not sold on Scale, only on Team',
    ],
    [
      { interval: 'year', addOns: ['team-reports'] },
      'no-price',
      'change.addOns.0',
      'Reports for teams has no price per year; it is sold per month',
    ],
  ];
  it.each(refusals)('for %j', (change, code, path, message) => {
    expect(onTeam({ seats: 8 }).quote(change)).toEqual({ ok: false, refusal: { code, path, message } });
  });

  it('by the year while an add-on is had that is sold by the month alone, until it is let go', () => {
    const acme = onTeam({ addOns: ['team-reports'] });
    expect(acme.quote({ interval: 'year' })).toMatchObject({
      refusal: {
        code: 'no-price',
        message: 'Reports for teams has no price per year; it is sold per month: name in "addOns" those to keep',
      },
    });
    expect(acme.price({ interval: 'year', addOns: [] }).subscription.interval).toBe('year');
  });
});
