import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from './kernel/instant.ts';
import { byCodeUnit } from './kernel/text-order.ts';
import { type Account, newAccount } from './observe/account.ts';
import type { Fact } from './observe/fact.ts';
import { packAccount, unpackAccount } from './observe/pack-account.ts';
import { observe, tick } from './program.ts';
import { histories, productFacts } from './testing/arbitrary-facts.ts';
import { studio } from './testing/studio.ts';
import { compiled, time } from './testing/world.ts';

/** What holds between an account that was followed live and the one that its log rebuilds. */

/** Every signal by its default, and something for each to be about. */
const program = compiled(studio());
const start = time('2026-02-01');
const end = time('2026-07-01');

/** A log as a store reads it: by time, those of one instant by id, each id once. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return [...byId.values()].toSorted((left, right) => left.at - right.at || byCodeUnit(left.id, right.id));
}

function rebuilt(facts: readonly Fact[]): Account {
  return facts.reduce((account, fact) => observe(program, account, fact).account, newAccount('acme', start));
}

/** What a server does: every fact brings the account from its kept form and back, with time passing between. */
function followed(facts: readonly Fact[]): Account {
  let kept = packAccount(newAccount('acme', start));
  for (const fact of facts) {
    const ticked = tick(program, unpackAccount(JSON.parse(JSON.stringify(kept)), 'acme'), fact.at);
    kept = packAccount(observe(program, ticked.account, fact).account);
  }
  return unpackAccount(kept, 'acme');
}

/** Everything once and some of it again, in any order. */
function disordered(facts: readonly Fact[]): fc.Arbitrary<readonly Fact[]> {
  return fc
    .subarray([...facts])
    .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }));
}

const logs = fc.array(productFacts, { maxLength: 60 }).map(inOrder);

describe('an account', () => {
  it('that was followed fact by fact is the one that its log rebuilds, however disordered and often the log was told', () => {
    fc.assert(
      fc.property(
        logs.chain((facts) => fc.tuple(fc.constant(facts), disordered(facts))),
        ([facts, told]) => {
          expect(tick(program, rebuilt(inOrder(told)), end)).toEqual(tick(program, followed(facts), end));
        },
      ),
    );
  });

  it('is brought to an instant the same, whatever instants before it were stopped at', () => {
    const instants = fc.integer({ min: start, max: end }).map((at) => at as Instant);
    fc.assert(
      fc.property(histories, fc.array(instants, { maxLength: 12 }), (facts, stops) => {
        const account = rebuilt(facts);
        const stepped = stops
          .toSorted((left, right) => left - right)
          .reduce((current, at) => tick(program, current, at).account, account);
        expect(tick(program, stepped, end).account).toEqual(tick(program, account, end).account);
      }),
    );
  });

  it('is of the same state beside any other, whoever was told of first', () => {
    const both = fc.tuple(histories, histories, fc.infiniteStream(fc.boolean()));
    fc.assert(
      fc.property(both, ([ours, theirs, turns]) => {
        const waiting = { acme: [...ours], umbra: [...theirs] };
        const states = { acme: newAccount('acme', start), umbra: newAccount('umbra', start) };
        while (waiting.acme.length + waiting.umbra.length > 0) {
          const whose =
            waiting.umbra.length === 0 || (waiting.acme.length > 0 && turns.next().value) ? 'acme' : 'umbra';
          const fact = waiting[whose].shift();
          if (fact !== undefined) states[whose] = observe(program, states[whose], fact).account;
        }
        expect(states.acme).toEqual(rebuilt(ours));
        expect({ ...states.umbra, id: 'acme' }).toEqual(rebuilt(theirs));
      }),
    );
  });
});
