import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLinks } from '../../scripts/house/check-links.ts';
import { checkLint } from '../../scripts/house/check-lint.ts';
import { checkStyle } from '../../scripts/house/check-style.ts';
import { copyHouse, type HouseCopy } from './copy-house.ts';

const HABITS = [
  {
    what: 'a promise that nobody waits for',
    code: 'const work = async (): Promise<number> => 1;\nwork();',
    says: 'no-floating-promises',
  },
  {
    what: '`as unknown as`',
    code: "export const at = '1' as unknown as number;",
    says: 'switches the type checker off',
  },
  { what: 'any', code: "export const at: any = '1';", says: 'no-explicit-any' },
  { what: 'work left for later', code: '// TODO: the rest\nexport const at = 1;', says: 'no-warning-comments' },
  {
    what: 'two files that import types of each other',
    code: "import type { B } from './b.ts';\nexport type A = B | null;",
    says: 'no-cycle',
  },
].map((habit, index) => ({ ...habit, file: `packages/engine/src/kernel/habit-${index}.ts` }));

const TEST_HABITS = [
  {
    what: 'a test that sleeps',
    code: 'await new Promise((resolve) => setTimeout(resolve, 100));\n  expect(1).toBe(1);',
    says: 'waits for a condition',
  },
  { what: 'a mock', code: "vi.mock('./b.ts');\n  expect(1).toBe(1);", says: 'No mocks' },
].map((habit, index) => ({
  ...habit,
  file: `packages/engine/src/kernel/habit-${index}.test.ts`,
  code: `import { expect, it, vi } from 'vitest';\nit('works', async () => {\n  ${habit.code}\n});`,
}));

const STYLE = [
  {
    what: 'a comment that silences the linter',
    file: 'packages/engine/src/kernel/quiet.ts',
    code: `// ${['oxlint', 'disable'].join('-')}\n`,
  },
  {
    what: 'a comment that silences the compiler',
    file: 'packages/engine/src/kernel/blind.ts',
    code: `// ${['@ts', 'ignore'].join('-')}\n`,
  },
  { what: 'a name that says nothing', file: 'packages/engine/src/kernel/utils.ts', code: 'export {};\n' },
  { what: 'a folder whose name says nothing', file: 'packages/engine/src/helpers/money.ts', code: 'export {};\n' },
  { what: 'an index.ts that is no door', file: 'packages/engine/src/kernel/index.ts', code: 'export {};\n' },
];

let copy: HouseCopy;
let linted: readonly string[];
let style: string;

beforeAll(async () => {
  copy = copyHouse();
  const last = HABITS.at(-1)?.file.split('/').at(-1);
  copy.write('packages/engine/src/kernel/b.ts', `import type { A } from './${last}';\nexport type B = A | 'b';\n`);
  for (const { file, code } of [...HABITS, ...TEST_HABITS, ...STYLE]) copy.write(file, `${code}\n`);
  linted = (await checkLint(copy.root)).output.split('\n\n');
  style = (await checkStyle(copy.root)).output;
});

afterAll(() => copy.remove());

describe('habits that the checks refuse', () => {
  it.for([...HABITS, ...TEST_HABITS])('$what', ({ file, says }) => {
    expect(linted.filter((finding) => finding.includes(file)).join('\n')).toContain(says);
  });

  it.for(STYLE)('$what', ({ file }) => {
    expect(style).toContain(`${file}:`);
  });

  it('a link that leads nowhere', async () => {
    copy.write(
      'docs/guide.md',
      'See [the engine](../packages/engine/src/index.ts), [a page](gone.md) and `[code](gone.ts)`.\n',
    );
    expect((await checkLinks(copy.root)).output).toBe("docs/guide.md: links to gone.md, which doesn't exist");
  });

  it('but a door named in package.json may be an index.ts', () => {
    expect(style).not.toContain('packages/engine/src/index.ts');
  });
});
