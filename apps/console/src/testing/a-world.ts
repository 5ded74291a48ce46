import type { AccountRow, AccountView } from '../api/account-view.ts';
import type { UsageView } from '../api/usage-view.ts';
import type { FunnelReport, FunnelRow } from '../api/funnel-report.ts';
import { aReadiness } from './a-readiness.ts';
import { aDimensions, aStage } from './a-stage.ts';
import { aSignal, aUsage, NOW } from './a-usage.ts';
import { harbourAndPine } from './harbour-and-pine.ts';
import { lanternWorks } from './lantern-works.ts';
import type { AccountWorld, World } from './world.ts';

const CONFIG = {
  meters: { seats: { aggregate: 'members' }, invoices: { event: 'Invoice Sent', aggregate: 'count', reset: 'month' } },
  plans: [
    { id: 'free', name: 'Free' },
    { id: 'pro', name: 'Pro' },
  ],
};

/** An environment in which nothing has happened yet. */
export const emptyWorld: World = {
  now: NOW,
  config: CONFIG,
  accounts: [],
  funnel: { play: [], signal: [] },
  notes: [],
};

/** An environment that was just made. */
export const unconfiguredWorld: World = { ...emptyWorld, config: null };

/** An environment in use: two accounts told in full, and sixty more with a little of everything. */
export function busyWorld(): World {
  return {
    now: NOW,
    config: CONFIG,
    accounts: [harbourAndPine, lanternWorks, ...Array.from({ length: 60 }, (_, index) => plainAccount(index))],
    funnel: {
      play: [
        row('outgrowing-limit', {
          eligible: 214,
          shown: 163,
          clicked: 58,
          checkoutStarted: 31,
          converted: 24,
          dismissed: 41,
        }),
        row('seats-full', { eligible: 121, shown: 97, clicked: 29, checkoutStarted: 14, converted: 9, dismissed: 30 }),
        row('storage-nearly-full', {
          eligible: 77,
          shown: 45,
          clicked: 9,
          checkoutStarted: 3,
          converted: 2,
          dismissed: 17,
        }),
      ],
      signal: [
        row('usage.approaching', {
          eligible: 236,
          shown: 171,
          clicked: 43,
          checkoutStarted: 18,
          converted: 12,
          dismissed: 58,
        }),
        row('usage.critical', {
          eligible: 98,
          shown: 78,
          clicked: 27,
          checkoutStarted: 14,
          converted: 10,
          dismissed: 19,
        }),
        row('usage.reached', {
          eligible: 78,
          shown: 56,
          clicked: 26,
          checkoutStarted: 16,
          converted: 13,
          dismissed: 11,
        }),
      ],
    },
    notes: [
      'A moment is counted in the period in which it was decided, and followed until now.',
      'Revenue is added monthly recurring revenue. There is no holdout in these figures: they say what happened, not what it caused.',
    ],
  };
}

/** The report over some rows, with totals that agree with them. */
export function aFunnelReport(
  rows: readonly FunnelRow[],
  { from, to }: { readonly from: string; readonly to: string },
): FunnelReport {
  const sum = (field: 'eligible' | 'shown' | 'clicked' | 'checkoutStarted' | 'converted' | 'dismissed') =>
    rows.reduce((total, each) => total + each[field], 0);
  const { key: _, ...totals } = row('', {
    eligible: sum('eligible'),
    shown: sum('shown'),
    clicked: sum('clicked'),
    checkoutStarted: sum('checkoutStarted'),
    converted: sum('converted'),
    dismissed: sum('dismissed'),
  });
  return { from, to, currency: 'USD', rows, totals, notes: [] };
}

type Counts = Pick<FunnelRow, 'eligible' | 'shown' | 'clicked' | 'checkoutStarted' | 'converted' | 'dismissed'>;

/** A row of the funnel with its rates; each upgrade adds 49 dollars a month. */
export function row(key: string, counts: Counts): FunnelRow {
  const { eligible, shown, clicked, converted } = counts;
  const rate = (count: number, whole: number) => (whole === 0 ? null : count / whole);
  return {
    key,
    ...counts,
    impressionRate: rate(shown, eligible),
    clickRate: rate(clicked, shown),
    conversionRate: rate(converted, shown),
    revenue: converted * 4900,
    revenuePerConversion: converted === 0 ? null : 4900,
    medianHoursToConvert: converted === 0 ? null : 7.5 + key.length,
  };
}

/** An account as the list shows it. */
export function rowOf({ view }: AccountWorld): AccountRow {
  const { id, name, subscription, usage, signals } = view;
  const active = signals.filter((signal) => signal.supersededBy === null);
  const updatedAt = active[0]?.firedAt ?? view.since;
  const plan = { id: subscription.plan, name: subscription.planName };
  return { id, name, plan, stage: view.stage.stage, usage, signals: active, updatedAt };
}

const TREES = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper'];
const TRADES = ['Press', 'Studio', 'Foods', 'Legal', 'Clinic', 'Freight'];

function rulesHeldBy({ invoices }: { readonly invoices: UsageView }): readonly string[] {
  const ratio = invoices.ratio ?? 0;
  return [
    ...(ratio > 0.2 ? ['core-features', 'daily-use'] : []),
    ...(ratio > 0.4 ? ['multi-user'] : []),
    ...(ratio > 0.7 ? ['features-maxed', 'gates'] : []),
    ...(ratio >= 1 ? ['near-limits', 'hard-limits'] : []),
  ];
}

function plainAccount(index: number): AccountWorld {
  const name = `${TREES[index % 10] ?? ''} ${TRADES[Math.floor(index / 10)] ?? ''}`;
  const isPro = index % 3 === 0;
  const isUnlimited = index % 17 === 16;
  const limit = isUnlimited ? null : isPro ? 100 : 10;
  const used = Math.round(((index * 37) % 112) * ((limit ?? 100) / 100));
  const usage = {
    invoices: aUsage('Invoices', used, limit),
    seats: aUsage('Seats', 1 + (index % 2), isUnlimited ? null : isPro ? 5 : 3, { resets: false }),
  };
  const stage = aStage(rulesHeldBy(usage));
  const view: AccountView = {
    id: name.toLowerCase().replace(' ', '-'),
    name,
    traits: {},
    timeZone: 'UTC',
    since: new Date(Date.parse(NOW) - (index + 1) * 31 * 60 * 60_000).toISOString(),
    subscription: {
      plan: isUnlimited ? 'scale' : isPro ? 'pro' : 'free',
      planName: isUnlimited ? 'Scale' : isPro ? 'Pro' : 'Free',
      interval: 'month',
      seats: null,
      startedAt: null,
      renewsAt: null,
      billedBy: 'kairos',
      pending: null,
      monthlyAmount: isPro ? 4900 : 0,
    },
    usage,
    members: [{ id: `user-${index}`, name: null, role: null }],
    signals: Object.entries(usage).flatMap(([meter, each]) => aSignal(meter, each)),
    stage,
    dimensions: aDimensions({ teamGrowth: { joined: 0, members: 1, days: 30 } }),
    ...aReadiness(stage.stage),
    currency: 'USD',
  };
  return { view, timeline: [], decisions: [], invoices: [] };
}
