import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBoundaries } from '../../scripts/house/check-boundaries.ts';
import type { Outcome } from '../../scripts/house/run-command.ts';
import { copyHouse, type HouseCopy } from './copy-house.ts';

const typeOf = (name: string): string => `import type { Thing } from '@kairos/${name}';\nexport type Mine = Thing;\n`;
const valueOf = (name: string): string => `import { thing } from '@kairos/${name}';\nexport const mine = thing;\n`;

const DOOR = "export interface Thing {\n  readonly id: string;\n}\nexport const thing: Thing = { id: 'thing' };\n";
const OTHER_PACKAGES = ['measure', 'client', 'elements', 'server', 'cli', 'newcomer'];

const FORBIDDEN = [
  {
    what: 'the engine imports a type of measure',
    file: 'packages/engine/src/kernel/a.ts',
    code: typeOf('measure'),
    rule: 'layer:engine',
  },
  {
    what: 'measure imports a value of the engine',
    file: 'packages/measure/src/a.ts',
    code: valueOf('engine'),
    rule: 'layer:measure:types-only',
  },
  {
    what: 'the client imports a value of the engine',
    file: 'packages/client/src/a.ts',
    code: valueOf('engine'),
    rule: 'layer:client:types-only',
  },
  {
    what: 'elements import a type of the engine',
    file: 'packages/elements/src/a.ts',
    code: typeOf('engine'),
    rule: 'layer:elements',
  },
  {
    what: 'the server imports a type of the client',
    file: 'packages/server/src/a.ts',
    code: typeOf('client'),
    rule: 'layer:server',
  },
  {
    what: 'the command line imports the engine',
    file: 'packages/cli/src/a.ts',
    code: valueOf('engine'),
    rule: 'layer:cli',
  },
  {
    what: 'a package without a row imports another',
    file: 'packages/newcomer/src/a.ts',
    code: typeOf('engine'),
    rule: 'layer:unknown-package',
  },
  {
    what: 'a package imports an app',
    file: 'packages/server/src/b.ts',
    code: "import '../../../apps/shop/src/a.ts';\n",
    rule: 'layer:apps',
  },
  {
    what: 'a package reaches into another by its path',
    file: 'packages/server/src/c.ts',
    code: "export type { Trace } from '../../engine/src/decide/trace.ts';\n",
    rule: 'layer:door',
  },
  {
    what: 'a folder of the engine is no stage',
    file: 'packages/engine/src/extras/a.ts',
    code: "import 'zod';\n",
    rule: 'stage:unknown-folder',
  },
  {
    what: 'the kernel imports a type of a stage',
    file: 'packages/engine/src/kernel/b.ts',
    code: "export type { Catalog } from '../catalog/catalog.ts';\n",
    rule: 'stage:kernel',
  },
  {
    what: 'the language of conditions knows of accounts',
    file: 'packages/engine/src/condition/a.ts',
    code: "export type { Account } from '../observe/account.ts';\n",
    rule: 'stage:condition',
  },
  {
    what: 'detection knows who is held out',
    file: 'packages/engine/src/detect/a.ts',
    code: "export type { Assignment } from '../assign/assign.ts';\n",
    rule: 'stage:detect',
  },
  {
    what: "a stage imports the engine's door",
    file: 'packages/engine/src/upgrade/a.ts',
    code: "export type { Program } from '../program.ts';\n",
    rule: 'stage:upgrade',
  },
  {
    what: 'what ships imports test code',
    file: 'packages/server/src/d.ts',
    code: "export { world } from './testing/world.ts';\n",
    rule: 'tests-stay-tests',
  },
  {
    what: 'an import leads nowhere',
    file: 'packages/server/src/e.ts',
    code: "import './nowhere.ts';\n",
    rule: 'resolvable',
  },
  {
    what: 'two files import types of each other',
    file: 'packages/server/src/f.ts',
    code: "import type { G } from './g.ts';\nexport type F = G | null;\n",
    rule: 'no-cycle',
  },
];

const ALLOWED = [
  { what: 'measure imports a type of the engine', file: 'packages/measure/src/fine.ts', code: typeOf('engine') },
  { what: 'the server imports the engine', file: 'packages/server/src/fine.ts', code: valueOf('engine') },
  {
    what: 'a test imports test code',
    file: 'packages/server/src/fine.test.ts',
    code: "export { world } from './testing/world.ts';\n",
  },
];

let copy: HouseCopy;
let outcome: Outcome;

beforeAll(async () => {
  copy = copyHouse();
  for (const name of OTHER_PACKAGES) copy.addPackage(name, DOOR);
  copy.write('apps/shop/src/a.ts', 'export const shop = 1;\n');
  copy.write('packages/server/src/testing/world.ts', 'export const world = 1;\n');
  copy.write('packages/server/src/g.ts', "import type { F } from './f.ts';\nexport type G = F | 'g';\n");
  for (const { file, code } of [...FORBIDDEN, ...ALLOWED]) copy.write(file, code);
  outcome = await checkBoundaries(copy.root);
});

afterAll(() => copy.remove());

describe('imports run one way', () => {
  it.for(FORBIDDEN)('$what: refused by $rule', ({ file, rule }) => {
    expect(outcome.ok).toBe(false);
    expect(outcome.output.split('\n')).toContainEqual(expect.stringContaining(`${rule}: ${file} -> `));
  });

  it.for(ALLOWED)('$what: fine', ({ file }) => {
    expect(outcome.output).not.toContain(file);
  });

  it('fails where the tool read fewer files than there are, and so finds nothing to complain of', async () => {
    copy.write('.dependency-cruiser.mjs', "export default { options: { exclude: { path: '[.]ts$' } } };\n");
    const blind = await checkBoundaries(copy.root);
    expect(blind.ok).toBe(false);
    expect(blind.output).toContain('packages/engine/src/index.ts: dependency-cruiser did not read it');
  });
});
