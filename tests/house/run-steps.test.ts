import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runSteps, type Step } from '../../scripts/house/run-steps.ts';

const fine = (name: string): Step => ({ name, run: async () => ({ ok: true, output: 'nobody needs to read this' }) });
const failing = (name: string): Step => ({
  name,
  run: async () => ({ ok: false, output: `what is wrong in ${name}` }),
});

let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});

afterEach(() => vi.restoreAllMocks());

it('answers the steps that failed, in their own order, and runs the others all the same', async () => {
  expect(await runSteps([failing('one'), fine('two'), failing('three'), fine('four')])).toEqual(['one', 'three']);
  expect(printed).toHaveLength(4);
});

it('prints what a failing step says, and nothing of one that is fine', async () => {
  await runSteps([failing('types'), fine('lint')]);
  expect(printed.join('\n')).toContain('      what is wrong in types');
  expect(printed.join('\n')).not.toContain('nobody needs to read this');
});

it('takes a step that throws for a failed one, and says why', async () => {
  const broken: Step = { name: 'pack', run: () => Promise.reject(new Error('no such folder')) };
  expect(await runSteps([broken, fine('lint')])).toEqual(['pack']);
  expect(printed.join('\n')).toContain('no such folder');
});

it('runs two at a time, never more', async () => {
  let running = 0;
  let most = 0;
  const counted = (name: string): Step => ({
    name,
    run: async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return { ok: true, output: '' };
    },
  });
  await runSteps(['a', 'b', 'c', 'd', 'e'].map(counted));
  expect(most).toBe(2);
});
