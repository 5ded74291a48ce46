import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigInput } from './catalog/config-schema.ts';
import { DAY_MS, type Instant, later, toIso } from './kernel/instant.ts';
import { add, negate } from './kernel/money.ts';
import { type Account, LIMITS, newAccount } from './observe/account.ts';
import type { Fact } from './observe/fact.ts';
import { compile, decide, observe, type Program, tick } from './program.ts';
import { histories, ourFacts, productFacts } from './testing/arbitrary-facts.ts';
import { ledgerly } from './testing/ledgerly.ts';
import { studio } from './testing/studio.ts';
import { aWorld, compiled, time } from './testing/world.ts';

/** What holds of every history, whatever its facts. */

/** Every signal by its default, and something for each to be about. */
const program = compiled(studio());
const start = time('2026-02-01');
const end = time('2026-07-01');

function replay(facts: readonly Fact[], from: Account = newAccount('acme', start), by: Program = program): Account {
  return facts.reduce((account, fact) => observe(by, account, fact).account, from);
}

describe('one log, one fold', () => {
  it('replaying a history at once gives what folding it in pieces gave', () => {
    fc.assert(
      fc.property(histories, fc.nat(80), (facts, cut) => {
        const kept: Account = JSON.parse(JSON.stringify(replay(facts.slice(0, cut))));
        expect(replay(facts.slice(cut), kept)).toEqual(replay(facts));
      }),
    );
  });

  it('a history sent twice, the second of each fact dropped, is that history', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const seen = new Set<string>();
        const once = [...facts, ...facts].filter((fact) => !seen.has(fact.id) && seen.add(fact.id));
        expect(replay(once)).toEqual(replay(facts));
      }),
    );
  });

  it('the renewals that ticking found, kept in the log, replay to the same account', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const log: Fact[] = [];
        let live = newAccount('acme', start);
        for (const fact of facts) {
          const ticked = tick(program, live, fact.at);
          log.push(...ticked.facts, fact);
          live = observe(program, ticked.account, fact).account;
        }
        const replayed = replay(log);
        expect(tick(program, replayed, end).account).toEqual(tick(program, live, end).account);
      }),
    );
  });

  it('ticking once or at any instants on the way is the same', () => {
    const stops = fc.array(
      fc.integer({ min: start, max: end }).map((at) => at as Instant),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(histories, stops, (facts, unordered) => {
        const account = replay(facts);
        const once = tick(program, account, end);
        let current = account;
        const renewals: Fact[] = [];
        for (const at of [...unordered.toSorted((left, right) => left - right), end]) {
          const ticked = tick(program, current, at);
          current = ticked.account;
          renewals.push(...ticked.facts);
        }
        expect(renewals).toEqual(once.facts);
        expect(current).toEqual(once.account);
      }),
    );
  });

  it('facts find the same account whether it was ticked between them or not', () => {
    const sorted = fc
      .array(productFacts, { maxLength: 60 })
      .map((facts) => facts.toSorted((left, right) => left.at - right.at));
    fc.assert(
      fc.property(sorted, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }), (facts, waits) => {
        let ticked = newAccount('acme', start);
        const fired: string[] = [];
        for (const [index, fact] of facts.entries()) {
          const since = facts[index - 1]?.at ?? start;
          const at = Math.floor(since + (fact.at - since) * (waits[index] ?? 0)) as Instant;
          for (const step of [tick(program, ticked, at), observe(program, tick(program, ticked, at).account, fact)]) {
            fired.push(...step.signals.map((signal) => signal.id));
            ticked = step.account;
          }
        }
        let plain = newAccount('acme', start);
        const expected: string[] = [];
        for (const fact of facts) {
          const observed = observe(program, plain, fact);
          expected.push(...observed.signals.map((signal) => signal.id));
          plain = observed.account;
        }
        expect(fired).toEqual(expected);
        expect(tick(program, ticked, end)).toEqual(tick(program, plain, end));
      }),
    );
  });

  it('two accounts never have to do with each other', () => {
    fc.assert(
      fc.property(histories, histories, (ours, theirs) => {
        const apart = replay(ours);
        let mine = newAccount('acme', start);
        let yours = newAccount('other', start);
        for (const [index, fact] of ours.entries()) {
          mine = observe(program, mine, fact).account;
          const other = theirs[index];
          if (other !== undefined) yours = observe(program, yours, other).account;
        }
        expect(mine).toEqual(apart);
        expect(yours).toEqual(replay(theirs.slice(0, ours.length), newAccount('other', start)));
      }),
    );
  });
});

describe('observing', () => {
  it('never throws, in whatever order facts of whatever content arrive, and leaves an account that JSON can hold', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(productFacts, ourFacts), { maxLength: 60 }), (facts) => {
        const account = replay(facts);
        expect(JSON.parse(JSON.stringify(account))).toEqual(account);
      }),
    );
  });

  it('fires a crossing once per period, whatever its order in the log', () => {
    fc.assert(
      fc.property(fc.array(productFacts, { maxLength: 120 }), (facts) => {
        const fired: string[] = [];
        facts
          .toSorted((left, right) => left.at - right.at)
          .reduce(
            (account, fact) => {
              const observed = observe(program, account, fact);
              fired.push(...observed.signals.map((signal) => signal.id));
              return observed.account;
            },
            newAccount('acme', start),
          );
        expect(new Set(fired).size).toBe(fired.length);
      }),
    );
  });

  describe('keeps an account small', () => {
    const size = (account: Account): number => JSON.stringify(account).length;
    const facts = fc
      .sample(fc.oneof({ weight: 9, arbitrary: productFacts }, { weight: 1, arbitrary: ourFacts }), {
        numRuns: 20_000,
        seed: 7,
      })
      .map((fact, index) => (fact.kind === 'track' ? { ...fact, user: `user-${index % 40}` } : fact));

    it.each([
      ['in any order', facts.slice(0, 5_000)],
      ['in the order in which they happened', facts.toSorted((left, right) => left.at - right.at)],
    ])('after thousands of facts of every kind %s', (_, told) => {
      let account = newAccount('acme', start);
      let largest = 0;
      for (const [index, fact] of told.entries()) {
        account = observe(program, account, fact).account;
        if (index % 50 === 0) largest = Math.max(largest, size(account));
      }
      expect(account.touches.length).toBeLessThanOrEqual(LIMITS.touches);
      expect(largest).toBeLessThan(64 * 1024);
    });

    it('about 1 KB, its signals aside, where a team of three has sent invoices for a month', () => {
      const team = aWorld({ now: '2026-02-01T09:00:00Z' }).account('acme').grouped({ name: 'Acme', employees: 12 });
      for (let day = 0; day < 30; day += 1) {
        team.at(toIso(later(time('2026-02-01T09:00:00Z'), day * DAY_MS)));
        team.sent('Invoice Sent', { user: ['ana', 'ben', 'cleo'][day % 3] ?? 'ana' });
      }
      const { signals, ...rest } = team.state;
      expect(JSON.stringify(rest).length).toBeLessThan(1_500);
      expect(signals.length).toBeLessThan(12);
    });
  });
});

describe('quoting', () => {
  const plans = fc.constantFrom('free', 'pro', 'business');
  const intervals = fc.constantFrom('month' as const, 'year' as const);

  it('conserves: what is due is the sum of its lines, and no credit is larger than what was paid', () => {
    fc.assert(
      fc.property(
        plans,
        intervals,
        plans,
        fc.option(intervals, { nil: undefined }),
        fc.nat(400 * DAY_MS),
        (from, interval, to, wanted, after) => {
          const paidBy = from === 'free' ? 'month' : interval;
          const acme = aWorld({ now: '2026-01-31T00:00:00Z' }).account('acme', {
            plan: from,
            interval: paidBy,
          });
          acme.tick(toIso(later(time('2026-01-31T00:00:00Z'), after)));
          const result = acme.quote(wanted === undefined ? { plan: to } : { plan: to, interval: wanted });
          if (!result.ok) return;
          const { lines, dueNow, recurringBefore, recurringAfter, subscription } = result.quote;
          expect(add(...lines.map((line) => line.amount))).toBe(dueNow);
          for (const line of lines) {
            expect(line.amount).toBeGreaterThanOrEqual(-recurringBefore.amount);
            expect(line.amount).toBeLessThanOrEqual(recurringAfter.amount);
            expect(line.proration || line.amount === recurringAfter.amount).toBe(true);
          }
          expect(subscription.renewsAt).toBeGreaterThan(time('2026-01-31T00:00:00Z') + after);
        },
      ),
    );
  });

  it('a step up and the way back to the same price within a period cost nothing but the step itself', () => {
    fc.assert(
      fc.property(fc.nat(29 * DAY_MS), (after) => {
        const acme = aWorld({ now: '2026-04-01T00:00:00Z' }).account('acme', {
          plan: 'pro',
        });
        acme.tick(toIso(later(time('2026-04-01T00:00:00Z'), after)));
        const { lines } = acme.price({ plan: 'business' });
        const [credit, charge] = lines.map((line) => line.amount);
        if (credit === undefined || charge === undefined) throw new TypeError('two lines');
        const share = (29 * DAY_MS + DAY_MS - after) / (30 * DAY_MS);
        expect(Math.abs(add(charge, credit) - 5_000 * share)).toBeLessThanOrEqual(2);
        expect(add(credit, negate(credit))).toBe(0);
      }),
    );
  });
});

describe('the order in which a catalog is written', () => {
  const play = (id: string, trigger: string): NonNullable<ConfigInput['plays']>[number] => ({
    id,
    trigger: [trigger],
    offer: { to: 'next' },
  });
  const written = ledgerly({
    features: { reports: { name: 'Reports' }, exports: { name: 'Exports' } },
    signals: {
      near: { preset: 'usage.approaching' },
      close: { preset: 'usage.critical' },
      full: { preset: 'usage.reached' },
    },
    plays: [play('a', 'near'), play('b', 'close'), play('c', 'full'), play('d', 'near')],
  });

  function shuffled<Value>(record: Readonly<Record<string, Value>>): fc.Arbitrary<Readonly<Record<string, Value>>> {
    const entries = Object.entries(record);
    return fc.shuffledSubarray(entries, { minLength: entries.length }).map((each) => Object.fromEntries(each));
  }

  const orders = fc
    .record({
      meters: shuffled(written.meters ?? {}),
      features: shuffled(written.features ?? {}),
      signals: shuffled(written.signals ?? {}),
      plays: fc.shuffledSubarray([...(written.plays ?? [])], {
        minLength: written.plays?.length ?? 0,
      }),
    })
    .map((order): ConfigInput => ({ ...written, ...order }));

  it('of meters, features, signals and plays, changes no decision', () => {
    fc.assert(
      fc.property(orders, histories, fc.boolean(), (config, facts, isReactive) => {
        const trigger = isReactive
          ? {
              type: 'limit' as const,
              feature: null,
              meter: 'invoices',
              amount: 1,
            }
          : null;
        const request = {
          user: 'ana',
          role: 'admin',
          session: 's9',
          placement: null,
          trigger,
          at: end,
          momentId: 'mom_z',
        };
        const decided = [written, config].map((each) => {
          const result = compile(each);
          if (!result.ok) throw new TypeError('a config that compiles');
          const { moment, wall, trace } = decide(
            result.value,
            replay(facts, newAccount('acme', start), result.value),
            request,
          );
          const outcomes = trace.map((each) => `${each.play}: ${each.outcome}`).toSorted();
          return {
            play: moment?.play,
            signal: moment?.signalInstance,
            offer: moment?.offer,
            wall,
            outcomes,
          };
        });
        expect(decided[1]).toEqual(decided[0]);
      }),
    );
  });
});
