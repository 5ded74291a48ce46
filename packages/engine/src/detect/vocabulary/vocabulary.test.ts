import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../../catalog/config-schema.ts';
import { isOpen, isSlot } from '../../condition/environment.ts';
import { DAY_MS, later } from '../../kernel/instant.ts';
import { type Account, newAccount } from '../../observe/account.ts';
import { observe, tick } from '../../program.ts';
import { histories } from '../../testing/arbitrary-facts.ts';
import { studio } from '../../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../../testing/world.ts';
import { AccountSight } from '../account-sight.ts';
import type { AccountSlot } from './account-slot.ts';
import { accountVocabulary } from './vocabulary.ts';

const now = '2026-03-02T12:00:00Z';

/** The account, and whether each of these conditions is true of it after all that. */
function truths(conditions: readonly string[], story: (account: AccountInWorld) => AccountInWorld): readonly boolean[] {
  const signals = Object.fromEntries(conditions.map((when, index) => [`s${index}`, { when }]));
  const account = story(aWorld({ now, config: studio({ signals }) }).account('acme', { timezone: 'Europe/Berlin' }));
  return conditions.map((_, index) => account.active.includes(`s${index}`));
}

describe('what conditions may ask of an account', () => {
  it.each<[what: string, conditions: readonly string[], story: (account: AccountInWorld) => AccountInWorld]>([
    [
      'what it is',
      [
        'account.id == "acme" && account.plan == "agency" && account.planRank == 2 && account.timeZone == "Europe/Berlin"',
        'account.employees == 40 && account.fundingStage == "seed" && account.members == 1 && account.ageDays == 5',
        'account.traits.employees == 40 && account.traits.vip && !has(account.traits.country)',
        'subscription.interval == "year" && subscription.seats == 8 && subscription.renewsInDays == 360',
        '!has(health.complaintAgoDays) && health.openTickets == 0',
      ],
      (account) =>
        account
          .grouped({ employees: 40, fundingStage: 'seed', vip: true })
          .subscribed('agency', 'year', { seats: 8 })
          .sent('Board Drawn')
          .tick('2026-03-07T12:00:00Z'),
    ],
    [
      'what it used',
      [
        'usage.exports.used == 8 && usage.exports.limit == 10 && usage.exports.ratio == 0.8 && usage.exports.remaining == 2',
        'features.boards.count == 2 && features.boards.users == 2 && features.boards.granted && !features.charts.granted',
        'gates.charts.hits == 4 && gates.charts.hits7d == 3 && gates.charts.users == 1 && gates.charts.dwellSeconds == 90',
        'workflows.review.count == 1 && workflows.review.reached && milestones["first-review"].reached && !workflows.handover.reached',
        'outcomes.billed.total == 1200.5 && outcomes.billed.reached && milestones["hundredth-board"].count == 2',
        'usage.history.used == 10 && usage.seats.used == 2',
      ],
      (account) =>
        account
          .sent('Charts Opened')
          .at('2026-03-12T12:00:00Z')
          .sent('File Exported', { times: 8 })
          .sent('Board Drawn')
          .sent('Board Drawn', { user: 'ben' })
          .sent('Charts Opened', { times: 3 })
          .sent('Feature Gate Left', { properties: { feature: 'charts', seconds: 90 } })
          .sent('Review Closed')
          .sent('Work Billed', { properties: { amount: 1_200.5 } }),
    ],
    [
      'how it is doing',
      [
        'activity.streakDays == 2 && activity.activeDays30 == 2 && activity.trend == "unknown" && activity.events >= 6',
        'health.openTickets == 1 && health.complaintAgoDays == 1 && health.paymentFailedAgoDays == 0',
        'intent.pricingAgoDays == 1 && intent.checkoutAgoDays == 0 && intent.searchAgoDays == 0',
        'organisation.departments == 1 && organisation.integrations == 1 && organisation.joined30d == 1',
      ],
      (account) =>
        account
          .sent('Complaint Received')
          .sent('Pricing Viewed')
          .sent('Department Added')
          .sent('Integration Connected', { properties: { integration: 'mail' } })
          .sent('Account Added User', { properties: { userId: 'ben' } })
          .at('2026-03-03T12:00:00Z')
          .sent('Ticket Opened', { properties: { ticket: 't1' } })
          .sent('Payment Failed')
          .sent('Checkout Started')
          .sent('Search Performed', { properties: { query: 'chart' } })
          .tick('2026-03-03T22:59:59Z'),
    ],
  ])('%s', (_, conditions, story) => {
    const told = truths(conditions, story);
    expect(conditions.filter((__, index) => !(told[index] ?? false))).toEqual([]);
  });

  it('is said of each in a line', () => {
    const { catalog } = compiled(studio());
    const slots = slotsOf(accountVocabulary(catalog, { each: 'signal', names: new Set() }).fields);
    expect(slots.length).toBeGreaterThan(40);
    expect(slots.filter(({ about }) => about === '')).toEqual([]);
  });

  it('only by ids that the catalog has, whatever they are called', () => {
    const signals = { odd: { when: 'usage["api.calls-2"].used > 1' } };
    const meters = { 'api.calls-2': { event: 'API Called', aggregate: 'count', reset: 'never' } } as const;
    const config: ConfigInput = { ...studio({ signals }), meters: { ...studio().meters, ...meters } };
    const account = aWorld({ now, config }).account('acme').sent('API Called', { times: 2 });
    expect(account.fired).toMatchObject([{ evidence: { 'usage["api.calls-2"].used': 2 } }]);
  });
});

/** Conditions over everything that changes by itself or by facts; the count of all events is looked at once a day alone. */
const WATCHED = [
  'usage.exports.used >= 2',
  'usage.exports.ratio >= 0.3',
  'usage.storage.remaining < 500',
  'usage.peak.used > 100',
  'usage.seats.used > 2',
  'usage.history.used > 30',
  'features.boards.count > 0',
  'features.charts.granted',
  'gates.charts.hits7d >= 1',
  'workflows.review.reached',
  'outcomes.billed.total > 100',
  'activity.streakDays >= 2',
  'activity.activeDays30 >= 2',
  'activity.trend == "declining"',
  'health.openTickets > 0',
  'health.complaintAgoDays < 5',
  'intent.pricingAgoDays in [0.0, 3.0]',
  'intent.checkoutAgoDays > 2',
  'organisation.joined30d > 0',
  'organisation.integrations > 1',
  'subscription.renewsInDays < 20',
  'account.ageDays > 14 && account.ageDays < 40',
  'account.plan == "agency" || account.members > 2',
  'account.timeZone != "UTC"',
  'has(account.traits.bytes)',
];

describe('a signal by a condition', () => {
  const signals = Object.fromEntries(WATCHED.map((when, index) => [`s${index}`, { when }]));
  const program = compiled(studio({ signals }));
  const start = time('2026-02-01');
  const standing = ({ signals: all }: Account): readonly string[] => {
    const open = new Set(all.filter(({ endedAt }) => endedAt === null).map(({ signal }) => signal));
    return program.detectors.watches.map(({ rule }) => rule.id).filter((id) => open.has(id));
  };
  const trueOf = (account: Account): readonly string[] => {
    const sight = new AccountSight(program.detectors, account, program.detectors.meters);
    return program.detectors.watches
      .filter(({ rule, detector }) => detector.find(sight, rule, []).length > 0)
      .map(({ rule }) => rule.id);
  };

  it('stands when and only when its condition is true, after any facts and at any time', () => {
    const stops = fc.array(fc.integer({ min: 0, max: 150 * DAY_MS }), { maxLength: 12 });
    fc.assert(
      fc.property(histories, stops, (facts, afterMs) => {
        let account = newAccount('acme', start);
        const steps = [
          ...facts.map((fact) => ({ at: fact.at, after: (): Account => observe(program, account, fact).account })),
          ...afterMs.map((ms) => ({
            at: later(start, ms),
            after: (): Account => tick(program, account, later(start, ms)).account,
          })),
        ];
        for (const { after } of steps.toSorted((left, right) => left.at - right.at)) {
          account = after();
          expect(standing(account)).toEqual(trueOf(account));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('signals by conditions, those that are kept for a while and those that ask for others', () => {
  const watched = Object.fromEntries(WATCHED.map((when, index) => [`s${index}`, { when, holdDays: 1 + (index % 5) }]));
  const signals: NonNullable<ConfigInput['signals']> = {
    ...watched,
    several: { when: 'size(signals) >= 4 && account.members > 0' },
    asked: { when: 'event.properties.bytes > 0 && "s4" in signals', on: ['Storage Measured', 'File Exported'] },
  };
  const program = compiled(studio({ signals }));
  const start = time('2026-02-01');
  const end = later(start, 150 * DAY_MS);

  it('are the same whether time passes in one step or in many', () => {
    const stops = fc.array(fc.integer({ min: 0, max: 150 * DAY_MS }), { maxLength: 12 });
    fc.assert(
      fc.property(histories, stops, (facts, afterMs) => {
        const account = facts.reduce((state, fact) => observe(program, state, fact).account, newAccount('acme', start));
        const inSteps = [...afterMs.toSorted((left, right) => left - right), 150 * DAY_MS]
          .map((ms) => later(start, ms))
          .reduce((state, at) => tick(program, state, at).account, account);
        expect(inSteps).toEqual(tick(program, account, end).account);
      }),
      { numRuns: 60 },
    );
  });
});

type Node = Parameters<typeof isSlot<AccountSlot>>[0];

function slotsOf(fields: Readonly<Record<string, Node>>): readonly AccountSlot[] {
  return Object.values(fields).flatMap((node) => {
    if (isSlot(node)) return [node];
    return isOpen(node) ? [node.slot] : slotsOf(node.fields);
  });
}
