import type { SignalView } from '../api/account-view.ts';
import type { DecisionView } from '../api/decision-view.ts';
import type { MomentStep, TimelineEntry } from '../api/timeline-entry.ts';
import { chosenPlay, refusedPlay } from './a-trace.ts';
import { aReadiness } from './a-readiness.ts';
import { aSignal, aUsage } from './a-usage.ts';
import { aDimensions, aStage } from './a-stage.ts';
import type { AccountWorld } from './world.ts';

const usage = {
  invoices: aUsage('Invoices', 8, 10),
  seats: aUsage('Seats', 2, 3, { resets: false }),
  storage: aUsage('Storage in GB', 3.2, null, { resets: false }),
};

const SUPERSEDED: SignalView = {
  id: 'usage.approaching:seats:ever',
  signal: 'usage.approaching',
  category: 'usage',
  priority: 'critical',
  polarity: 'positive',
  subject: 'seats',
  meter: 'seats',
  firedAt: '2026-09-02T10:00:00.000Z',
  expiresAt: null,
  evidence: { used: 2, limit: 2, threshold: 80 },
  supersededBy: 'usage.reached:seats:ever',
};

const signal = (at: string, name: string, used: number, threshold: number): TimelineEntry => ({
  kind: 'signal',
  at,
  signal: name,
  meter: 'invoices',
  evidence: { used, limit: 10, threshold },
});
const step = (at: string, moment: string, taken: MomentStep): TimelineEntry => ({
  kind: 'moment',
  at,
  moment,
  play: 'outgrowing-limit',
  step: taken,
});
const event = (at: string, user = 'mara'): TimelineEntry => ({ kind: 'event', at, name: 'Invoice Sent', user });

const QUIET = '"not now" on 2026-10-18T09:14:00.000Z; quiet until 2026-11-17T09:14:00.000Z';

const ASKED: Pick<DecisionView, 'user' | 'session' | 'placement' | 'trigger' | 'version'> = {
  user: 'mara',
  session: 'session-1',
  placement: 'dashboard',
  trigger: null,
  version: 3,
};

/** A free account near its limit: it said "not now" in October, walked into the limit, and is close again in November. */
export const harbourAndPine: AccountWorld = {
  view: {
    id: 'harbour-pine',
    name: 'Harbour & Pine',
    traits: { timezone: 'Europe/Madrid' },
    timeZone: 'Europe/Madrid',
    since: '2026-08-03T09:00:00.000Z',
    subscription: {
      plan: 'free',
      planName: 'Free',
      interval: 'month',
      seats: null,
      startedAt: null,
      renewsAt: null,
      billedBy: 'kairos',
      pending: null,
      monthlyAmount: 0,
    },
    usage,
    members: [
      { id: 'mara', name: 'Mara Field', role: 'owner' },
      { id: 'ines', name: 'Ines Wold', role: 'member' },
    ],
    signals: [...aSignal('invoices', usage.invoices), SUPERSEDED],
    stage: aStage(['core-features', 'basic-workflows', 'multi-user', 'near-limits'], {
      since: '2026-11-20T14:12:00.000Z',
    }),
    dimensions: aDimensions(),
    ...aReadiness('active-usage'),
    currency: 'USD',
  },
  timeline: [
    ...Array.from({ length: 30 }, (_, index) =>
      event(new Date(Date.UTC(2026, 7, 4 + index * 2, 9 + (index % 7))).toISOString()),
    ),
    event('2026-10-05T08:00:00.000Z'),
    event('2026-10-12T12:30:00.000Z', 'ines'),
    signal('2026-10-18T09:12:00.000Z', 'usage.approaching', 8, 80),
    step('2026-10-18T09:13:00.000Z', 'mom_1', 'offered'),
    step('2026-10-18T09:13:30.000Z', 'mom_1', 'shown'),
    step('2026-10-18T09:14:00.000Z', 'mom_1', 'dismissed'),
    event('2026-10-22T15:00:00.000Z'),
    signal('2026-10-27T16:40:00.000Z', 'usage.reached', 10, 100),
    step('2026-10-28T08:05:00.000Z', 'mom_2', 'shown'),
    step('2026-10-28T08:06:00.000Z', 'mom_2', 'clicked'),
    ...[3, 5, 9, 11, 13, 17, 19].map((day) => event(new Date(Date.UTC(2026, 10, day, 10)).toISOString())),
    signal('2026-11-20T14:12:00.000Z', 'usage.approaching', 8, 80),
    step('2026-11-20T14:13:00.000Z', 'mom_3', 'offered'),
    step('2026-11-20T14:13:10.000Z', 'mom_3', 'shown'),
  ],
  decisions: [
    {
      ...ASKED,
      id: 'dec_1',
      at: '2026-10-18T09:13:00.000Z',
      moment: 'mom_1',
      trace: [chosenPlay('outgrowing-limit'), refusedPlay('seats-full', 'trigger', 'none of seats.at_limit is active')],
    },
    {
      ...ASKED,
      id: 'dec_2',
      at: '2026-10-22T15:01:00.000Z',
      moment: null,
      trace: [
        refusedPlay('outgrowing-limit', 'guardrail.cool-off', QUIET),
        refusedPlay('seats-full', 'trigger', 'none of seats.at_limit is active'),
      ],
    },
    {
      ...ASKED,
      id: 'dec_3',
      at: '2026-10-22T15:20:00.000Z',
      moment: null,
      trace: [refusedPlay('outgrowing-limit', 'guardrail.cool-off', QUIET)],
    },
    {
      ...ASKED,
      id: 'dec_4',
      at: '2026-10-28T08:05:00.000Z',
      moment: 'mom_2',
      trigger: { type: 'limit', meter: 'invoices' },
      trace: [chosenPlay('outgrowing-limit', 'the user walked into the limit of invoices')],
    },
    {
      ...ASKED,
      id: 'dec_5',
      at: '2026-11-09T10:00:30.000Z',
      moment: null,
      trace: [
        refusedPlay(
          'outgrowing-limit',
          'trigger',
          'none of usage.approaching, usage.critical, usage.reached is active',
        ),
      ],
    },
    {
      ...ASKED,
      id: 'dec_6',
      at: '2026-11-20T14:13:00.000Z',
      moment: 'mom_3',
      trace: [chosenPlay('outgrowing-limit'), refusedPlay('seats-full', 'trigger', 'none of seats.at_limit is active')],
    },
    {
      ...ASKED,
      id: 'dec_7',
      at: '2026-11-21T08:41:00.000Z',
      user: 'ines',
      session: 'session-2',
      moment: null,
      trace: [
        refusedPlay(
          'outgrowing-limit',
          'guardrail.account',
          'one on 2026-11-20T14:13:00.000Z; the next may come on 2026-12-20T14:13:00.000Z',
        ),
        refusedPlay('seats-full', 'trigger', 'none of seats.at_limit is active'),
      ],
    },
  ],
  invoices: [],
};
