import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { defaultSignals } from '../catalog/defaults.ts';
import { DAY_MS, type Instant, later, MINUTE_MS, toIso } from '../kernel/instant.ts';
import { type Account, contactOf, newAccount } from '../observe/account.ts';
import { entitlementOf } from '../observe/entitlement.ts';
import type { Fact } from '../observe/fact.ts';
import { type DecideResult, decide, observe, type Program, quote, tick } from '../program.ts';
import { qualify } from '../qualify/qualification.ts';
import { histories } from '../testing/arbitrary-facts.ts';
import { deskly } from '../testing/deskly.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';
import type { DecideRequest, Trigger } from './decision-context.ts';
import type { PlayTrace, Trace } from './trace.ts';

/** What holds of every decision, whoever asks, and whatever the account went through. */

const start = time('2026-02-01');
const now = time('2026-06-10T12:00:00Z');
const PRODUCTS = {
  ledgerly: compiled(ledgerly()),
  studio: compiled(studio()),
  deskly: compiled(deskly({ holdout: { percent: 0 } })),
};

/** What fills a limit, in one of the products each; sent so often that some accounts are near it, some at it, some beyond. */
const USES = [
  ['Invoice Sent', {}],
  ['File Stored', { bytes: 200 }],
  ['File Exported', {}],
  ['API Called', { calls: 30 }],
  ['Storage Measured', { bytes: 900, gigabytes: 3 }],
  ['Ticket Answered', {}],
  ['Charts Opened', {}],
  ['SSO Opened', {}],
] as const;

const uses = fc
  .array(fc.tuple(fc.constantFrom(...USES), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 100 })), {
    maxLength: 5,
  })
  .map((used) =>
    used.flatMap(([[event, properties], times, minutesAgo], kind) =>
      Array.from(
        { length: times },
        (_, count): Fact => ({
          kind: 'track',
          id: `use-${kind}-${count}`,
          at: later(now, -minutesAgo * MINUTE_MS),
          user: 'ana',
          event,
          properties,
        }),
      ),
    ),
  );

/** What the account has when it asks; null: whatever its history says. */
const bought = fc.option(
  fc.record({
    plan: fc.constantFrom('free', 'pro', 'solo', 'team', 'agency'),
    interval: fc.constantFrom('month' as const, 'year' as const),
    seats: fc.option(fc.integer({ min: 1, max: 20 })),
  }),
);

/** An account that went through anything, and is lately in use. */
const logs = fc.tuple(histories, bought, uses).map(([past, subscription, recent]): readonly Fact[] => {
  const at = later(now, -DAY_MS);
  const terms = { startedAt: at, renewsAt: later(now, 20 * DAY_MS), billedBy: 'kairos', pending: null } as const;
  const buying: readonly Fact[] =
    subscription === null
      ? []
      : [{ kind: 'subscription', id: 'bought', at, subscription: { ...subscription, ...terms } }];
  return [...past, ...buying, ...recent.toSorted((left, right) => left.at - right.at)];
});

const triggers: fc.Arbitrary<Trigger> = fc.record({
  type: fc.constantFrom('gate', 'limit', 'seats', 'share', 'search', 'outcome'),
  feature: fc.constantFrom(null, 'reports', 'charts', 'brand', 'sso', 'support', 'nothing'),
  meter: fc.constantFrom(null, 'invoices', 'storage', 'seats', 'exports', 'calls', 'tickets', 'history', 'nothing'),
  amount: fc.integer({ min: 1, max: 40 }),
});

const requests: fc.Arbitrary<DecideRequest> = fc.record({
  user: fc.constantFrom('ana', 'ben', '__proto__'),
  role: fc.constantFrom(null, 'owner', 'admin', 'member'),
  session: fc.constantFrom(null, 's1', 's9'),
  placement: fc.constantFrom(null, 'dashboard'),
  trigger: fc.option(triggers),
  at: fc.integer({ min: 0, max: 40 }).map((days) => later(now, days * DAY_MS)),
});

interface Asked {
  readonly product: keyof typeof PRODUCTS;
  readonly account: Account;
  readonly request: DecideRequest;
}

const questions: fc.Arbitrary<Asked> = fc
  .tuple(fc.constantFrom('ledgerly' as const, 'studio' as const, 'deskly' as const), logs, requests)
  .map(([product, facts, request]) => ({
    product,
    account: accountAt(PRODUCTS[product], facts, request.at),
    request,
  }));

function accountAt(program: Program, facts: readonly Fact[], at: Instant): Account {
  const folded = facts.reduce((account, fact) => observe(program, account, fact).account, newAccount('acme', start));
  return tick(program, folded, at).account;
}

function ask({ product, account, request }: Asked): DecideResult {
  return decide(PRODUCTS[product], account, { ...request, momentId: 'mom_new' });
}

function offered({ moment, routed, heldOut }: DecideResult): NonNullable<DecideResult['moment']> | null {
  return moment ?? routed ?? heldOut;
}

const RUNS = { numRuns: 150 };

describe('a decision', () => {
  it('is the same to the byte when the same is asked again, also of a state that was kept', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const before = JSON.stringify(asked.account);
        const first = JSON.stringify(ask(asked));
        expect(JSON.stringify(ask(asked))).toBe(first);
        expect(JSON.stringify(ask({ ...asked, account: JSON.parse(before) }))).toBe(first);
        expect(JSON.stringify(asked.account)).toBe(before);
      }),
      RUNS,
    );
  });

  it('asks every play every rule up to the first that fails, and says of none behind it that it was asked', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        for (const { outcome, rules } of ask(asked).trace) {
          const failed = rules.findIndex((rule) => rule.outcome === 'fail');
          const reached = failed === -1 ? rules.length : failed + 1;
          rules.forEach((rule, index) => {
            expect(rule.outcome).toBe(index === failed ? 'fail' : index < reached ? 'pass' : 'not-reached');
            expect(rule.detail === '').toBe(index >= reached);
          });
          expect(outcome).toBe(failed === -1 ? 'chosen' : failed === rules.length - 1 ? 'lost' : 'refused');
        }
      }),
      RUNS,
    );
  });
});

describe('an offer', () => {
  it('leaves nobody blocked, and adds to the bill what its quote says', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { product, account, request } = asked;
        const program = PRODUCTS[product];
        const moment = offered(ask(asked));
        if (moment === null) return;
        const quoted = quote(program, account.subscription, moment.offer.change, request.at);
        if (!quoted.ok) throw new TypeError(`an offer that can be quoted: ${JSON.stringify(quoted.refusal)}`);
        const { subscription, mrrDelta } = quoted.quote;
        expect(moment.offer.priceDelta).toBe(mrrDelta);
        const { account: after } = observe(program, account, {
          kind: 'subscription',
          id: 'accepted',
          at: request.at,
          subscription,
        });
        const feature = moment.meter ?? moment.feature;
        if (feature === null) return;
        const amount = request.trigger?.amount ?? 1;
        expect(entitlementOf(program.catalog, after, { feature, amount, at: request.at })).toMatchObject({
          allowed: true,
        });
      }),
      { numRuns: 400 },
    );
  });
});

describe('whoever walks into something', () => {
  it('is answered, by a moment or by the wall', () => {
    fc.assert(
      fc.property(questions, triggers, (asked, trigger) => {
        const { product, account, request } = asked;
        const program = PRODUCTS[product];
        const { moment, wall, routed } = ask({ ...asked, request: { ...request, trigger } });
        expect(routed).toBeNull();
        const isAllowed = (feature: string): boolean =>
          entitlementOf(program.catalog, account, { feature, amount: trigger.amount, at: request.at }).allowed;
        const { meter, feature } = trigger;
        const seats = [...program.catalog.meters.values()].find(({ aggregate }) => aggregate === 'members')?.id ?? null;
        const isMetered = trigger.type === 'seats' || trigger.type === 'limit';
        const named = trigger.type === 'seats' ? (meter ?? seats) : meter;
        const about = isMetered ? (named ?? feature) : (feature ?? named);
        const isHeldUp = about !== null && !isAllowed(about);
        expect(wall !== null).toBe(moment === null && isHeldUp);
      }),
      { numRuns: 400 },
    );
  });
});

/** Every play that could be: for each signal that speaks for an offer, one that answers it too. */
const PLAYS = studioPlays();

function studioPlays(): NonNullable<ConfigInput['plays']> {
  const offer = { to: 'next' };
  return PRODUCTS.studio.catalog.plays.map(({ id, trigger, priority }) => ({ id, trigger, priority, offer }));
}

function shuffled<Value>(record: Readonly<Record<string, Value>>): fc.Arbitrary<Readonly<Record<string, Value>>> {
  return reordered(Object.entries(record)).map((entries) => Object.fromEntries(entries));
}

function reordered<Value>(values: readonly Value[]): fc.Arbitrary<readonly Value[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length });
}

/** The same product, told in another order; and each plan's entitlements and prices, which have none either. */
const orders: fc.Arbitrary<ConfigInput> = fc
  .record({
    meters: shuffled(studio().meters ?? {}),
    features: shuffled(studio().features ?? {}),
    workflows: shuffled(studio().workflows ?? {}),
    signals: shuffled(defaultSignals()),
    plays: reordered(PLAYS).map((plays) => [...plays]),
    plans: fc.tuple(...studio().plans.map(reorderedPlan)),
  })
  .map((order) => studio(order));

function reorderedPlan(plan: ConfigInput['plans'][number]): fc.Arbitrary<ConfigInput['plans'][number]> {
  return fc
    .tuple(shuffled(plan.entitlements ?? {}), reordered(plan.prices))
    .map(([entitlements, prices]) => ({ ...plan, entitlements, prices: [...prices] }));
}

function tellsOf(config: ConfigInput, facts: readonly Fact[], request: DecideRequest): DecideResult {
  const program = compiled(config);
  return decide(program, accountAt(program, facts, request.at), { ...request, momentId: 'mom_new' });
}

/** All but the words: a list in a message is in the order in which its author wrote the catalog. */
function told({ trace, moment, wall, reservation }: DecideResult): unknown {
  return { moment: { ...moment, message: null }, wall, reservation, trace: byPlay(trace) };
}

function byPlay(trace: Trace): Readonly<Record<string, PlayTrace>> {
  return Object.fromEntries(trace.map((play) => [play.play, play]));
}

describe('the other plays', () => {
  it('and everything else of a config decide the same, in whatever order they are written', () => {
    fc.assert(
      fc.property(orders, logs, requests, (order, facts, request) => {
        const plain = tellsOf(studio({ plays: PLAYS, signals: defaultSignals() }), facts, request);
        const other = tellsOf(order, facts, request);
        expect(told(other)).toEqual(told(plain));
      }),
      { numRuns: 60 },
    );
  });

  it('never change why a play is refused, nor whether it could be made', () => {
    const some = fc.subarray([...PLAYS], { minLength: 1 });
    fc.assert(
      fc.property(some, fc.constantFrom(...PLAYS), logs, requests, (plays, further, facts, request) => {
        const added = { ...further, id: 'further', priority: 100 };
        const before = byPlay(tellsOf(studio({ plays: [...plays] }), facts, request).trace);
        const after = byPlay(tellsOf(studio({ plays: [added, ...plays] }), facts, request).trace);
        for (const [play, { outcome, rules }] of Object.entries(before)) {
          expect(after[play]?.rules.slice(0, -1)).toEqual(rules.slice(0, -1));
          expect(after[play]?.outcome === 'refused').toBe(outcome === 'refused');
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What alone keeps us from starting, of an account to which there is something to say. */
const TROUBLES = {
  'health.tickets': (acme) => acme.sent('Ticket Opened', { properties: { ticket: 't9' } }),
  'health.complaint': (acme) => acme.sent('Complaint Received'),
  'health.payment': (acme) => acme.sent('Payment Failed'),
  'guardrail.owner': (acme) => acme.grouped({ expansionOwner: 'somebody' }),
} satisfies Record<string, (acme: AccountInWorld) => AccountInWorld>;

describe('an account that is in trouble', () => {
  it('is never touched by us, whatever else holds', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { product, account, request } = asked;
        const { catalog } = PRODUCTS[product];
        const failing = qualify(catalog, account, { at: request.at }).filter((verdict) => !verdict.pass);
        const isInTrouble = failing.some(({ rule }) => rule.startsWith('health.') || rule === 'onboarding');
        if (!isInTrouble && contactOf(account) === null) return;
        expect(offered(ask({ ...asked, request: { ...request, trigger: null } }))).toBeNull();
      }),
      RUNS,
    );
  });

  it.each(Object.entries(TROUBLES))(
    'by %s, is refused by that very rule however full its limits are',
    (rule, trouble) => {
      fc.assert(
        fc.property(fc.integer({ min: 8, max: 15 }), fc.constantFrom('admin', 'owner'), (times, role) => {
          const acme = aWorld({ now: toIso(now) })
            .account('acme')
            .sent('Invoice Sent', { times });
          const [play] = trouble(acme).decide({ role }).trace;
          expect(play?.rules.find(({ outcome }) => outcome === 'fail')?.rule).toBe(rule);
        }),
        { numRuns: 10 },
      );
    },
  );
});
