import { isDeepStrictEqual } from 'node:util';
import { type Account, compile, type Fact, newAccount, observe, type Program, tick } from '@kairos/engine';
import { studio } from '../../packages/engine/src/testing/studio.ts';
import { FuzzFacts } from './fuzz-facts.ts';

/** The server keeps no state of more characters of JSON than this; an account that was told of everything stays far below. */
export const STATE_CAP = 262_144;

/** What a run of the fuzz saw. */
export interface FuzzReport {
  readonly events: number;
  readonly signals: number;
  /** The largest state of any account at any time it was measured, in characters of JSON. */
  readonly largestState: number;
  /** Whether every state that was measured came back whole from JSON. */
  readonly isJson: boolean;
}

/** Every so many events the states are measured. */
const MEASURE_EVERY = 5_000;

/**
 * Tells a handful of accounts of facts of every shape, with every signal of the library on, and now and then lets time pass. Nothing is
 * kept but the accounts. Throws what the engine throws, with the fact that it was told of.
 */
export function fuzz({
  events,
  seed,
  accounts = 8,
}: {
  readonly events: number;
  readonly seed: number;
  readonly accounts?: number;
}): FuzzReport {
  const program = compiledStudio();
  const facts = new FuzzFacts(seed);
  const states = Array.from({ length: accounts }, (_, index) => newAccount(`account-${index}`, facts.now));
  let signals = 0;
  let largestState = 0;
  let isJson = true;
  for (let count = 1; count <= events; count += 1) {
    const fact = facts.next();
    const index = facts.below(accounts);
    const before = states[index];
    if (before === undefined) throw new RangeError(`an account at ${index}`);
    const told = tell(program, before, fact);
    const isTicked = facts.below(50) === 0;
    const after = isTicked ? tick(program, told.account, facts.now) : { ...told, signals: [] };
    states[index] = after.account;
    signals += told.signals.length + after.signals.length;
    if (count % MEASURE_EVERY > 0 && count < events) continue;
    for (const state of states) {
      const text = JSON.stringify(state);
      largestState = Math.max(largestState, text.length);
      isJson &&= isDeepStrictEqual(JSON.parse(text), state);
    }
  }
  return { events, signals, largestState, isJson };
}

function tell(program: Program, account: Account, fact: Fact): ReturnType<typeof observe> {
  try {
    return observe(program, account, fact);
  } catch (error) {
    throw new Error(`observing ${JSON.stringify(fact)} of ${account.id}`, { cause: error });
  }
}

function compiledStudio(): Program {
  const compiled = compile(studio());
  if (!compiled.ok) throw new TypeError(`a config that compiles: ${JSON.stringify(compiled.issues)}`);
  return compiled.value;
}

if (import.meta.main) {
  const [events = '1000000', seed = '1'] = process.argv.slice(2);
  const began = performance.now();
  const report = fuzz({ events: Number(events), seed: Number(seed) });
  const seconds = (performance.now() - began) / 1_000;
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20);
  process.stdout.write(
    `${report.events} events from seed ${seed} in ${seconds.toFixed(1)} s: none threw, ${report.signals} signals, largest state ${report.largestState} of ${STATE_CAP} characters, ${report.isJson ? 'every state' : 'NOT every state'} whole as JSON, ${rss} MB\n`,
  );
  if (!report.isJson || report.largestState > STATE_CAP) process.exitCode = 1;
}
