import type { ConfigInput } from '../catalog/config-schema.ts';

/** The config that tests speak of: an invoicing product with three plans, each kind of meter, and one gated feature. */
export function ledgerly(changes: Partial<ConfigInput> = {}): ConfigInput {
  return {
    // Whoever asks is answered: what the holdout does has tests of its own.
    holdout: { percent: 0 },
    product: { name: 'Ledgerly', currency: 'USD' },
    meters: {
      invoices: { event: 'Invoice Sent', aggregate: 'count', reset: 'month' },
      storage: {
        name: 'bytes of storage',
        event: 'File Stored',
        aggregate: 'sum',
        property: 'bytes',
        reset: 'never',
      },
      seats: { aggregate: 'members' },
    },
    features: {
      reports: {
        name: 'Advanced reporting',
        value: "See your team's performance trends in real time",
      },
    },
    plans: [
      {
        id: 'free',
        name: 'Free',
        prices: [{ interval: 'month', amount: 0 }],
        entitlements: {
          invoices: { limit: 10 },
          storage: { limit: 1_000 },
          seats: { limit: 2 },
          reports: false,
        },
      },
      {
        id: 'pro',
        name: 'Pro',
        prices: [
          { interval: 'month', amount: 4_900 },
          { interval: 'year', amount: 49_000 },
        ],
        entitlements: {
          invoices: { limit: 100 },
          storage: { limit: 50_000 },
          seats: { limit: 5 },
          reports: true,
        },
      },
      {
        id: 'business',
        name: 'Business',
        prices: [
          { interval: 'month', amount: 9_900 },
          { interval: 'year', amount: 99_000 },
        ],
        entitlements: {
          invoices: { limit: null },
          storage: { limit: 500_000 },
          seats: { limit: 50 },
          reports: true,
        },
      },
    ],
    ...changes,
  };
}

/** A config with one meter on one limited plan, and a plan above it without a limit. */
export function oneLimit(limit: LimitInput, reset: Reset = 'month'): ConfigInput {
  return {
    product: { name: 'Ledgerly' },
    meters: { invoices: { event: 'Invoice Sent', aggregate: 'count', reset } },
    plans: [
      {
        id: 'free',
        name: 'Free',
        prices: [{ interval: 'month', amount: 0 }],
        entitlements: { invoices: limit },
      },
      {
        id: 'pro',
        name: 'Pro',
        prices: [{ interval: 'month', amount: 4_900 }],
        entitlements: { invoices: { limit: null } },
      },
    ],
  };
}

type LimitInput = Extract<NonNullable<ConfigInput['plans'][number]['entitlements']>[string], object>;
type Reset = 'never' | 'day' | 'week' | 'month' | 'period';
