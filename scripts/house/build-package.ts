import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'tsdown';
import { publishedDoors, type Workspace } from './workspaces.ts';

/** Where a package's code runs. What isn't named here runs in Node. */
const PLATFORM: Readonly<Record<string, 'neutral' | 'browser'>> = {
  engine: 'neutral',
  measure: 'neutral',
  client: 'browser',
  elements: 'browser',
  react: 'browser',
};

const TARGET = { neutral: 'es2023', browser: 'es2022', node: 'node24' } as const;

/**
 * Builds a package to its `dist`: ES modules with types, dependencies left outside. Each door, each command and each worker is
 * a file of its own; what they share is in files beside them.
 */
export async function buildPackage({ name, directory, manifest }: Workspace): Promise<void> {
  const platform = PLATFORM[name] ?? 'node';
  const doors = [...publishedDoors(manifest).values()].map((target) => target['@kairos/source']);
  const commands = Object.values(manifest.bin ?? {}).map(sourceOf);
  const workers = globSync('src/**/*-worker.ts', { cwd: directory, exclude: ['src/testing/**'] });
  await build({
    config: false,
    cwd: directory,
    entry: Object.fromEntries([
      ...[...doors, ...commands].map((source) => [source.replace(/^\.\/src\/(.*)\.tsx?$/, '$1'), source]),
      // A worker is started by its address, which has to be the same from wherever the starting code ends up: beside the doors.
      ...workers.map((source) => [basename(source, '.ts'), source]),
    ]),
    outDir: join(directory, 'dist'),
    tsconfig: join(directory, 'tsconfig.json'),
    format: 'esm',
    platform,
    target: TARGET[platform],
    fixedExtension: false,
    dts: doors.length > 0,
    clean: true,
    report: false,
    logLevel: 'error',
  });
}

/** `./dist/main.js` is built from `./src/main.ts`. */
function sourceOf(command: string): string {
  return command.replace(/^(?:\.\/)?dist\/(.*)\.js$/, './src/$1.ts');
}
