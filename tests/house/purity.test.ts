import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBoundaries } from '../../scripts/house/check-boundaries.ts';
import { checkLint } from '../../scripts/house/check-lint.ts';
import { compileProject } from '../../scripts/house/check-types.ts';
import { copyHouse, type HouseCopy } from './copy-house.ts';

/** What must never get into the engine, added to a sound file of it, and a word of what the checks then say. */
const IMPURITIES = [
  { what: 'Date.now()', code: 'export const now = (): number => Date.now();', lint: 'Date.now' },
  {
    what: 'new Date() without an argument',
    code: 'export const now = (): Date => new Date();',
    lint: 'reads the clock',
  },
  { what: 'Date() called', code: 'export const now = (): string => Date();', lint: 'reads the clock' },
  {
    what: "the machine's time zone",
    code: 'export const hour = (at: Date): number => at.getHours();',
    lint: 'getHours',
  },
  { what: 'Math.random()', code: 'export const chance = (): number => Math.random();', lint: 'Math.random' },
  {
    what: 'Math.random taken apart',
    code: 'const { random } = Math;\nexport const chance = random;',
    lint: 'Math.random',
  },
  { what: 'Intl', code: 'export const form = new Intl.NumberFormat();', lint: 'Intl differs' },
  { what: 'localeCompare', code: "export const same = 'a'.localeCompare('b');", lint: 'localeCompare' },
  {
    what: 'a module-level let',
    code: 'let count = 0;\nexport const next = (): number => ++count;',
    lint: 'module-level let',
  },
  { what: 'fetch()', code: "export const got = fetch('/');", lint: 'no input or output', types: "'fetch'" },
  {
    what: 'process.env',
    code: "export const home = process.env['HOME'];",
    lint: 'no surroundings',
    types: "'process'",
  },
  { what: 'console.log()', code: "console.log('here');", lint: 'no output', types: "'console'" },
  { what: 'a timer', code: 'setTimeout(() => null, 1);', lint: 'synchronous', types: "'setTimeout'" },
  {
    what: 'node:fs',
    code: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
    lint: 'node:fs',
    types: "'node:fs'",
    boundaries: 'pure:no-node',
  },
  {
    what: 'a stage to the right',
    code: "import { decidePlay } from '../decide/decide.ts';\nexport const later = decidePlay;",
    boundaries: 'stage:observe',
  },
  {
    what: 'a type of a stage to the right',
    code: "import type { Trace } from '../decide/trace.ts';\nexport const later = (trace: Trace): number => trace.length;",
    boundaries: 'stage:observe',
  },
].map((impurity, index) => ({ ...impurity, file: `packages/engine/src/observe/meter-${index}.ts` }));

const SOUND = 'packages/engine/src/observe/meter.ts';

let copy: HouseCopy;
let passed: boolean;
/** What each tool says, a finding apiece. */
let findings: Readonly<Record<'lint' | 'types' | 'boundaries', readonly string[]>>;

beforeAll(async () => {
  copy = copyHouse();
  for (const { file, code } of IMPURITIES) copy.write(file, `${copy.read(SOUND)}\n${code}\n`);
  const [lint, types, boundaries] = await Promise.all([
    checkLint(copy.root),
    compileProject(copy.root, 'packages/engine/tsconfig.json'),
    checkBoundaries(copy.root),
  ]);
  passed = lint.ok || types.problems.length === 0 || boundaries.ok;
  findings = {
    lint: lint.output.split('\n\n'),
    types: types.problems,
    boundaries: boundaries.output.split('\n'),
  };
});

afterAll(() => copy.remove());

describe('the engine stays pure', () => {
  it('an impure engine passes none of the three tools', () => {
    expect(passed).toBe(false);
  });

  it.for(IMPURITIES)('$what in an engine file fails the check', ({ file, lint, types, boundaries }) => {
    const expected = { lint, types, boundaries };
    for (const tool of ['lint', 'types', 'boundaries'] as const) {
      const word = expected[tool];
      if (word === undefined) continue;
      const said = findings[tool].filter((finding) => finding.includes(file)).join('\n');
      expect(said, `what ${tool} says of ${file}`).toContain(word);
    }
  });

  it('and the same file without them passes', () => {
    const all = [...findings.lint, ...findings.types, ...findings.boundaries];
    expect(all.filter((finding) => finding.includes(SOUND))).toEqual([]);
  });
});
