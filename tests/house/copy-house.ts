import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** What the checks read: the engine, and their own settings. */
const COPIED = [
  '.dependency-cruiser.mjs',
  '.oxlintrc.json',
  'tsconfig.base.json',
  'scripts/lint',
  'packages/engine/package.json',
  'packages/engine/src',
  'packages/engine/tsconfig.json',
];

/** A copy of the engine and of the checks' settings, in a folder of its own, to be broken at will. */
export interface HouseCopy {
  readonly root: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Adds a small package with one door, found by the others under its name. */
  addPackage(name: string, index: string): void;
  remove(): void;
}

export function copyHouse(): HouseCopy {
  const root = mkdtempSync(join(tmpdir(), 'kairos-house-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const link = (name: string): void =>
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@kairos', name));

  for (const path of COPIED) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true, filter: (source) => !source.endsWith('.test.ts') });
  }
  write('package.json', '{ "private": true, "type": "module" }');
  linkDependencies(root);
  link('engine');

  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    addPackage(name, index) {
      const exports = { '.': { '@kairos/source': './src/index.ts' } };
      write(`packages/${name}/package.json`, JSON.stringify({ name: `@kairos/${name}`, type: 'module', exports }));
      write(`packages/${name}/src/index.ts`, index);
      link(name);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Everything installed but our own packages, which are the copy's. */
function linkDependencies(root: string): void {
  mkdirSync(join(root, 'node_modules/@kairos'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name === '@kairos' || name.startsWith('.')) continue;
    symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
  }
}
