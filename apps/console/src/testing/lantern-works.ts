import type { DecisionView } from '../api/decision-view.ts';
import type { MomentStep, TimelineEntry } from '../api/timeline-entry.ts';
import { chosenPlay, refusedPlay } from './a-trace.ts';
import { aReadiness } from './a-readiness.ts';
import { aSignal, aUsage } from './a-usage.ts';
import { aDimensions, aStage } from './a-stage.ts';
import type { AccountWorld } from './world.ts';

const usage = { invoices: aUsage('Invoices', 104, 100), seats: aUsage('Seats', 4, 5, { resets: false }) };

const signal = (at: string, name: string, used: number, threshold: number): TimelineEntry => ({
  kind: 'signal',
  at,
  signal: name,
  meter: 'invoices',
  evidence: { used, limit: at < '2026-09-23' ? 10 : 100, threshold },
});
const step = (at: string, moment: string, taken: MomentStep): TimelineEntry => ({
  kind: 'moment',
  at,
  moment,
  play: 'outgrowing-limit',
  step: taken,
});

const ASKED: Pick<DecisionView, 'user' | 'session' | 'placement' | 'trigger' | 'version'> = {
  user: 'odile',
  session: null,
  placement: null,
  trigger: null,
  version: 3,
};

const TICKETS = '2 open tickets, the oldest since 2026-11-18T08:20:00.000Z; 1 speaks against an offer';
const COMPLAINT = 'a complaint on 2026-11-19T16:05:00.000Z; it stands until 2026-12-19T16:05:00.000Z';

/** An account that upgraded at its moment and has outgrown the next plan too: in grace, with the step up not taken yet. */
export const lanternWorks: AccountWorld = {
  view: {
    id: 'lantern-works',
    name: 'Lantern Works',
    traits: {},
    timeZone: 'UTC',
    since: '2026-08-20T07:30:00.000Z',
    subscription: {
      plan: 'pro',
      planName: 'Pro',
      interval: 'month',
      seats: null,
      startedAt: '2026-09-22T10:20:00.000Z',
      renewsAt: '2026-12-22T10:20:00.000Z',
      billedBy: 'kairos',
      pending: null,
      monthlyAmount: 4900,
    },
    usage,
    members: [
      { id: 'odile', name: 'Odile Marsh', role: 'admin' },
      { id: 'tom', name: 'Tom Quay', role: 'member' },
      { id: 'user-77', name: null, role: null },
    ],
    signals: Object.entries(usage).flatMap(([meter, each]) => aSignal(meter, each)),
    stage: aStage(
      [
        'core-features',
        'daily-use',
        'multi-user',
        'growing-use',
        'near-limits',
        'gates',
        'hard-limits',
        'asks-beyond-plan',
      ],
      { since: '2026-11-20T14:12:00.000Z' },
    ),
    dimensions: aDimensions({
      teamGrowth: { joined: 2, members: 3, days: 30 },
      usageFrequency: { activeDays: 26, days: 30 },
      apiCalls: [{ meter: 'calls', name: 'API calls', used: 18_204, limit: 25_000 }],
    }),
    ...aReadiness('tier-ceiling', {
      points: {
        'usage.limits': 25,
        'usage.wanted': 12,
        'usage.adoption': 4,
        'engagement.score': 14,
        'engagement.value': 10,
        'engagement.team': 3,
        'financial.intent': 9,
        'signal.elevated': 8,
        'health.tickets': -15,
        'health.complaint': -20,
      },
      says: {
        'qualification.value': 'value is proven: 104 of 100 invoices are in use',
        'qualification.need': 'usage.reached of invoices tells of a need',
        onboarding: 'day 95, after month two of onboarding; value is proven: 104 of 100 invoices are in use',
        'usage.limits': 'the fullest limit is at 104 of 100 invoices; it counts from 50% on',
        'usage.wanted':
          'what the plan lacks was wanted 3 times, last on 2026-11-21T10:02:00.000Z; 3 fresh times count in full',
        'engagement.value': 'value is proven: 104 of 100 invoices are in use',
        'engagement.team': '2 joined in the last 30 days; 3 count in full',
        'financial.intent': 'a checkout was begun on 2026-11-20T14:30:00.000Z',
        'signal.elevated':
          'usage.reached (urgent) fired on 2026-11-20T14:12:00.000Z; it counts half as much every 7 days',
      },
      fails: { 'health.tickets': TICKETS, 'health.complaint': COMPLAINT },
      due: [
        {
          kind: 'resolve-tickets',
          rules: ['health.tickets'],
          reason: TICKETS,
          since: '2026-11-18T08:20:00.000Z',
        },
        {
          kind: 'answer-complaint',
          rules: ['health.complaint'],
          reason: COMPLAINT,
          since: '2026-11-19T16:05:00.000Z',
        },
      ],
    }),
    currency: 'USD',
  },
  timeline: [
    ...Array.from({ length: 90 }, (_, index) => ({
      kind: 'event' as const,
      at: new Date(Date.UTC(2026, 7, 20, 8 + index * 23)).toISOString(),
      name: 'Invoice Sent',
      user: index % 3 === 0 ? 'tom' : 'odile',
    })),
    signal('2026-09-19T13:00:00.000Z', 'usage.approaching', 8, 80),
    signal('2026-09-21T17:45:00.000Z', 'usage.reached', 10, 100),
    step('2026-09-22T10:15:00.000Z', 'mom_a', 'offered'),
    step('2026-09-22T10:15:05.000Z', 'mom_a', 'shown'),
    step('2026-09-22T10:16:00.000Z', 'mom_a', 'clicked'),
    step('2026-09-22T10:18:00.000Z', 'mom_a', 'checkout-started'),
    step('2026-09-22T10:20:00.000Z', 'mom_a', 'converted'),
    {
      kind: 'upgrade' as const,
      at: '2026-09-22T10:20:00.000Z',
      upgrade: 'upg_a',
      from: 'free',
      to: 'pro',
      mrrDelta: 4900,
    },
    signal('2026-11-15T11:00:00.000Z', 'usage.approaching', 80, 80),
    step('2026-11-16T09:00:00.000Z', 'mom_b', 'offered'),
    step('2026-11-16T09:00:04.000Z', 'mom_b', 'shown'),
    signal('2026-11-18T12:00:00.000Z', 'usage.critical', 95, 95),
    signal('2026-11-20T14:12:00.000Z', 'usage.reached', 100, 100),
  ].toSorted((left, right) => (left.at < right.at ? -1 : 1)),
  decisions: [
    {
      ...ASKED,
      id: 'dec_a',
      at: '2026-09-19T13:30:00.000Z',
      user: 'tom',
      moment: null,
      trace: [refusedPlay('outgrowing-limit', 'role', 'the role is member; owner, admin, billing can')],
    },
    { ...ASKED, id: 'dec_b', at: '2026-09-22T10:15:00.000Z', moment: 'mom_a', trace: [chosenPlay('outgrowing-limit')] },
    {
      ...ASKED,
      id: 'dec_c',
      at: '2026-11-16T09:00:00.000Z',
      moment: 'mom_b',
      trace: [chosenPlay('outgrowing-limit', 'usage.approaching: 80 of 100 invoices')],
    },
    {
      ...ASKED,
      id: 'dec_d',
      at: '2026-11-19T08:00:00.000Z',
      moment: null,
      trace: [
        refusedPlay(
          'outgrowing-limit',
          'guardrail.account',
          'one on 2026-11-16T09:00:00.000Z; the next may come on 2026-12-16T09:00:00.000Z',
        ),
      ],
    },
  ],
  invoices: [
    {
      id: 'inv_2',
      at: '2026-11-22T10:20:00.000Z',
      lines: [{ description: 'Pro, 22 November to 22 December', amount: 4900 }],
      total: 4900,
      currency: 'USD',
      status: 'open',
    },
    {
      id: 'inv_1',
      at: '2026-10-22T10:20:00.000Z',
      lines: [{ description: 'Pro, 22 October to 22 November', amount: 4900 }],
      total: 4900,
      currency: 'USD',
      status: 'paid',
    },
  ],
};
