import fc from 'fast-check';
import { KNOWN_EVENTS } from '../catalog/known-events.ts';
import type { Instant } from '../kernel/instant.ts';
import { DAY_MS } from '../kernel/instant.ts';
import type { Fact, MomentStep } from '../observe/fact.ts';
import { time } from './world.ts';

/** Facts of every kind and any content, within about four months, for what must hold of every history. */

const START = time('2026-02-01');
const instants = fc.integer({ min: START, max: START + 120 * DAY_MS }).map((at) => at as Instant);
const users = fc.constantFrom('ana', 'ben', 'cleo', '__proto__', 'constructor');
/** Everything that the two configs of the tests, and Kairos itself, know by name; what is metered more often than the rest. */
const events = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('Invoice Sent', 'Invoice Sent', 'File Stored', 'Report Opened') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('File Exported', 'Storage Measured', 'API Called', 'Client Opened', 'Charts Opened'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Board Drawn', 'Chart Drawn', 'Brand Applied', 'Review Closed', 'Work Billed'),
  },
  { weight: 3, arbitrary: fc.constantFrom(...Object.values(KNOWN_EVENTS).flat()) },
);
/** Properties that mean something to the events, as far as they are there. */
const telling = fc.record(
  {
    bytes: fc.integer({ min: -100, max: 2_000 }),
    calls: fc.integer({ min: -5, max: 60 }),
    amount: fc.double({ min: -10, max: 500, noNaN: true }),
    client: fc.string({ maxLength: 3 }),
    feature: fc.constantFrom('boards', 'charts', 'brand', 'ledger', 'reports', 'constructor'),
    meter: fc.constantFrom('history', 'calls', 'storage', '__proto__', 'nothing'),
    seconds: fc.integer({ min: -5, max: 400 }),
    query: fc.constantFrom('chart', 'trend', 'board', ''),
    items: fc.array(fc.string(), { maxLength: 3 }),
    integration: fc.constantFrom('mail', 'chat', 'drive', 'ledger', '__proto__'),
    workflow: fc.constantFrom('handover', 'review', 'toString'),
    ticket: fc.constantFrom('t1', 't2', '__proto__'),
    userId: fc.constantFrom('ana', 'ben', 'dora', 'emil', '__proto__'),
  },
  { requiredKeys: [] },
);
const moments = fc.constantFrom('mom_a', 'mom_b', 'mom_c');
const contents = fc.dictionary(
  fc.oneof(fc.constantFrom('bytes', 'role', 'name', 'timezone', '__proto__', 'constructor'), fc.string()),
  fc.oneof(fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'admin', 300, -50, 1e308), fc.jsonValue()),
);
const steps = fc.constantFrom<MomentStep>('shown', 'clicked', 'checkout-started', 'converted', 'dismissed');

const subscriptions = fc.record({
  plan: fc.constantFrom('free', 'pro', 'business', 'solo', 'team', 'agency', 'open', 'no longer sold'),
  interval: fc.constantFrom('month' as const, 'year' as const),
  seats: fc.option(fc.integer({ min: 1, max: 20 })),
  startedAt: instants,
  renewsAt: instants,
  billedBy: fc.constantFrom('kairos' as const, 'external' as const),
  pending: fc.option(
    fc.record({
      plan: fc.constantFrom('free', 'solo', 'gone'),
      interval: fc.constant('month' as const),
      at: instants,
    }),
  ),
});

const offered = fc.record({
  play: fc.constant('outgrowing-limit'),
  signal: fc.constant(null),
  user: users,
  session: fc.option(fc.constantFrom('s1', 's2')),
  reactive: fc.boolean(),
});

const consumed = fc.record({
  meter: fc.constantFrom('invoices', 'storage', 'seats', 'calls', 'gone', '__proto__'),
  amount: fc.integer({ min: 1, max: 40 }),
});

/** What a customer's product sends. */
export const productFacts: fc.Arbitrary<Fact> = fc
  .tuple(fc.uuid(), instants, fc.option(users), users, contents, events, telling)
  .chain(([id, at, someone, user, content, event, told]) =>
    fc.constantFrom<Fact>(
      { kind: 'track', id, at, user: someone, event, properties: { ...content, ...told } },
      { kind: 'track', id, at, user: someone, event, properties: content },
      { kind: 'identify', id, at, user, traits: content },
      { kind: 'group', id, at, user: someone, traits: content },
      {
        kind: 'page',
        id,
        at,
        user: someone,
        name: 'Pricing',
        properties: content,
      },
      { kind: 'alias', id, at, user, previous: 'anonymous' },
    ),
  );

/** What we add to the log ourselves. */
export const ourFacts: fc.Arbitrary<Fact> = fc
  .tuple(fc.uuid(), instants, subscriptions, moments, steps, offered, consumed)
  .chain(([id, at, subscription, moment, step, offer, use]) =>
    fc.constantFrom<Fact>(
      { kind: 'consume', id, at, ...use },
      { kind: 'subscription', id, at, subscription },
      { kind: 'moment', id, at, moment, step },
      { kind: 'moment', id, at, moment, step: 'offered', offered: offer },
      { kind: 'moment', id, at, moment, step: 'offered' },
    ),
  );

/** A history: facts in the order in which they happened. */
export const histories: fc.Arbitrary<readonly Fact[]> = fc
  .array(fc.oneof({ weight: 4, arbitrary: productFacts }, { weight: 1, arbitrary: ourFacts }), { maxLength: 80 })
  .map((facts) => facts.toSorted((left, right) => left.at - right.at));
