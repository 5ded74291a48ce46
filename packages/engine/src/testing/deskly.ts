import type { ConfigInput } from '../catalog/config-schema.ts';

/** The config that tests of prices speak of: a help desk that sells seats, charges API calls by use, and has add-ons. */
export function deskly(changes: Partial<ConfigInput> = {}): ConfigInput {
  return {
    product: { name: 'Deskly' },
    meters: {
      tickets: { event: 'Ticket Answered', aggregate: 'count', reset: 'month' },
      calls: { name: 'API calls', event: 'API Called', aggregate: 'sum', property: 'calls', reset: 'day' },
      storage: { name: 'GB', event: 'Storage Measured', aggregate: 'latest', property: 'gigabytes', reset: 'never' },
      seats: { aggregate: 'members' },
    },
    features: {
      reports: { name: 'Reports', useEvents: ['Report Opened'] },
      sso: { name: 'Single sign-on', gateEvent: 'SSO Opened' },
      support: { name: 'Support', useEvents: ['Support Asked'] },
    },
    plans: [
      {
        id: 'free',
        name: 'Free',
        prices: [{ interval: 'month', amount: 0 }],
        entitlements: { tickets: { limit: 10 }, seats: { limit: 2 } },
      },
      {
        id: 'team',
        name: 'Team',
        prices: [
          { interval: 'month', amount: 4_900, perUnit: { meter: 'seats', amount: 900, included: 5 } },
          { interval: 'year', amount: 49_000, perUnit: { meter: 'seats', amount: 9_000, included: 5 } },
        ],
        entitlements: { tickets: { limit: 100 }, support: 'by e-mail' },
      },
      {
        id: 'scale',
        name: 'Scale',
        prices: [
          {
            interval: 'month',
            amount: 9_900,
            perUnit: { meter: 'seats', amount: 700, included: 5 },
            tiers: { meter: 'calls', mode: 'graduated', steps: CALLS },
          },
          { interval: 'year', amount: 99_000, perUnit: { meter: 'seats', amount: 7_000, included: 5 } },
        ],
        entitlements: { tickets: { limit: null }, reports: true, support: 'by phone' },
      },
    ],
    addOns: [
      {
        id: 'more-tickets',
        name: 'More tickets',
        prices: [
          { interval: 'month', amount: 1_500 },
          { interval: 'year', amount: 15_000 },
        ],
        entitlements: { tickets: { add: 100 } },
      },
      {
        id: 'sso',
        name: 'Single sign-on',
        prices: [
          { interval: 'month', amount: 0, perUnit: { meter: 'seats', amount: 200 } },
          { interval: 'year', amount: 0, perUnit: { meter: 'seats', amount: 2_000 } },
        ],
        entitlements: { sso: true },
      },
      {
        id: 'team-reports',
        name: 'Reports for teams',
        prices: [{ interval: 'month', amount: 2_000 }],
        entitlements: { reports: true },
        plans: ['team'],
      },
    ],
    ...changes,
  };
}

/** The first thousand are free, then two cents each, from the five thousandth on one. */
const CALLS = [
  { upTo: 1_000, amount: 0 },
  { upTo: 5_000, amount: 2 },
  { upTo: null, amount: 1 },
];
