import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { checkReferences } from './check-references.ts';

function complaints(changes: Readonly<Record<string, unknown>>): readonly string[] {
  return checkReferences({ ...ledgerly(), ...changes }).map(({ path, message }) => `${path}: ${message}`);
}

function planWith(entitlements: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { plans: [{ id: 'free', prices: [], entitlements }, { id: 'pro' }] };
}

describe('a reference', () => {
  it('to something that is there is in order', () => {
    expect(complaints({})).toEqual([]);
    expect(
      complaints({
        defaultPlan: 'pro',
        plays: [{ id: 'p', trigger: ['usage.reached'], offer: { to: 'next' } }],
      }),
    ).toEqual([]);
  });

  it.each([
    [{ defaultPlan: 'gold' }, 'defaultPlan: no plan "gold"; there is "free", "pro", "business"'],
    [
      planWith({ invoice: { limit: 1 } }),
      'plans.0.entitlements.invoice: no meter or feature "invoice"; there is "invoices", "storage", "seats", "reports"',
    ],
    [
      {
        signals: {
          near: { preset: 'usage.approaching', meters: ['seats', 'seat'] },
        },
      },
      'signals.near.meters.1: no meter "seat"; there is "invoices", "storage", "seats"',
    ],
    [
      { plays: [{ id: 'p', trigger: ['usage.full'] }] },
      'plays.0.trigger.0: no signal "usage.full"; there is "usage.approaching", "usage.critical", "usage.reached", "usage.sustained", "api.over_limit", "ratelimit.repeated", "content.blocked", "gate.discovered", "gate.repeated", "gate.dwell", "seats.at_limit", "seats.exceeded" and 22 more',
    ],
    [
      {
        signals: { near: { preset: 'usage.approaching' } },
        plays: [{ id: 'p', trigger: ['usage.approaching'] }],
      },
      'plays.0.trigger.0: no signal "usage.approaching"; there is "near"',
    ],
    [
      { plays: [{ id: 'p', trigger: [], offer: { to: 'gold' } }] },
      'plays.0.offer.to: no plan "gold"; there is "next", "free", "pro", "business"',
    ],
    [
      { workflows: { invoicing: { answeredBy: 'report' } } },
      'workflows.invoicing.answeredBy: no feature "report"; there is "reports"',
    ],
    [
      { features: { reports: { name: 'Reports', adjacentTo: ['reports', 'charts'] } } },
      'features.reports.adjacentTo.1: no feature "charts"; there is "reports"',
    ],
    [
      { milestones: { tenth: { event: 'Invoice Sent', count: 10, plan: 'gold' } } },
      'milestones.tenth.plan: no plan "gold"; there is "free", "pro", "business"',
    ],
    [
      { outcomes: { billed: { event: 'Invoice Sent', plan: 'gold' } } },
      'outcomes.billed.plan: no plan "gold"; there is "free", "pro", "business"',
    ],
    [
      { signals: { wanted: { preset: 'gate.repeated', features: ['charts'] } } },
      'signals.wanted.features.0: no feature "charts"; there is "reports"',
    ],
    [
      { signals: { first: { preset: 'value.first_workflow', workflows: ['invoicing'] } } },
      'signals.first.workflows.0: no workflow "invoicing"; none is declared',
    ],
    [
      { signals: { reached: { preset: 'value.milestone', milestones: ['tenth'] } } },
      'signals.reached.milestones.0: no milestone "tenth"; none is declared',
    ],
    [
      { signals: { earned: { preset: 'value.outcome', outcomes: ['billed'] } } },
      'signals.earned.outcomes.0: no outcome "billed"; none is declared',
    ],
  ])('to nothing is told with what there is (%#)', (changes, expected) => {
    expect(complaints(changes)).toEqual([expected]);
  });

  it('names the first dozen where there are many', () => {
    const meters = Object.fromEntries(
      Array.from({ length: 15 }, (_, index) => [`m${index}`, { aggregate: 'members' }]),
    );
    const [complaint] = complaints({
      meters,
      features: {},
      ...planWith({ x: true }),
    });
    expect(complaint).toMatch(/"m11" and 3 more$/);
  });
});

describe('an entitlement', () => {
  it.each([
    [
      planWith({ invoices: true }),
      'plans.0.entitlements.invoices: "invoices" is a meter: expected { "limit": 100 }, or { "limit": null } for unlimited',
    ],
    [
      planWith({ reports: { limit: 1 } }),
      'plans.0.entitlements.reports: "reports" is a feature: expected true, false or a text value; only a meter has a limit',
    ],
    [
      planWith({ invoices: { limit: 1, thresholds: [95, 80] } }),
      'plans.0.entitlements.invoices.thresholds: expected rising percentages, such as [80, 95]',
    ],
    [
      planWith({ invoices: { limit: 1, thresholds: [80, 80] } }),
      'plans.0.entitlements.invoices.thresholds: expected rising percentages, such as [80, 95]',
    ],
  ])('of the wrong kind is told what it should be (%#)', (changes, expected) => {
    expect(complaints(changes)).toEqual([expected]);
  });
});

describe('a name', () => {
  it('is given once', () => {
    expect(
      complaints({
        plans: [{ id: 'free' }, { id: 'pro' }, { id: 'free' }],
        plays: [{ id: 'p' }, { id: 'p' }],
      }),
    ).toEqual([
      'plans.2.id: a second plan with the id "free"; ids are unique',
      'plays.1.id: a second play with the id "p"; ids are unique',
    ]);
  });

  it('is not that of a meter and a feature both, since a check names either', () => {
    expect(
      complaints({
        features: { reports: { name: 'Reports' }, seats: { name: 'Seats' } },
      }),
    ).toEqual([
      'features.seats: "seats" is also the id of a meter; a check names either by its id, so give one of them another',
    ]);
  });

  it('of an interval has one price', () => {
    const prices = [{ interval: 'month' }, { interval: 'year' }, { interval: 'month' }];
    expect(complaints({ plans: [{ id: 'free', prices }, { id: 'pro' }] })).toEqual([
      'plans.0.prices.2.interval: a second price per month; keep one',
    ]);
  });
});

it('reads input of any shape without complaint of its own: what is no object is the schema’s to say', () => {
  expect(checkReferences(null)).toEqual([]);
  expect(checkReferences({ meters: [], plans: 'x', signals: 3, plays: [null, 7] })).toEqual([]);
});
