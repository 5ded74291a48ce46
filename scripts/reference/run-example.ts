import type { PresetName } from '../../packages/engine/src/catalog/presets.ts';
import { invariant } from '../../packages/engine/src/kernel/invariant.ts';
import type { Signal } from '../../packages/engine/src/observe/account.ts';
import { compile } from '../../packages/engine/src/program.ts';
import { studioWith } from '../../packages/engine/src/testing/studio.ts';
import { time, World } from '../../packages/engine/src/testing/world.ts';
import { EXAMPLE_START, type SignalExample } from './signal-note.ts';

/**
 * Runs a signal's story through the engine and answers the signal as it fired. Throws where the story does not make it fire, or
 * where what is said to end it does not: so no page can show what isn't so.
 */
export function runExample(preset: PresetName, { happens, passes, peers }: RunnableExample): Signal {
  const compiled = compile(studioWith(preset), { peers: peers ?? null });
  invariant(compiled.ok, `the studio compiles: ${JSON.stringify(compiled)}`);
  const account = happens(new World(compiled.value, time(EXAMPLE_START)).account('acme'));
  const fired = account.fired.at(-1);
  invariant(fired !== undefined && account.active.includes(preset), `the example of ${preset} makes it fire`);
  invariant(!passes(account).active.includes(preset), `the example of ${preset} makes it end`);
  return fired;
}

type RunnableExample = Pick<SignalExample, 'happens' | 'passes' | 'peers'>;
