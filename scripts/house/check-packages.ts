import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { buildPackage } from './build-package.ts';
import { installPacked } from './install-packed.ts';
import { packPackage } from './pack-package.ts';
import { type Outcome, ROOT, runCommand } from './run-command.ts';
import type { Step } from './run-steps.ts';
import { serveInstalled } from './serve-installed.ts';
import { publishedDoors, publishedPackages, type Workspace } from './workspaces.ts';

/** Packages whose weight a visitor's browser carries; .size-limit.json holds their limits. */
const WEIGHED = ['client', 'elements'];

const CACHE = join(ROOT, 'node_modules/.cache/kairos');
const PACKED = join(CACHE, 'packed');
const WEIGHT = join(CACHE, 'size');

interface Packed {
  readonly workspace: Workspace;
  readonly tarball: string;
}

/** The step that builds and packs every package, and those that then check the tarballs as their users would meet them. */
export function packageSteps(): { readonly pack: Step; readonly afterwards: readonly Step[] } {
  const packed: Packed[] = [];
  // Outside the workspace, whose node_modules would lend what a package forgot to depend on.
  const installed = mkdtempSync(join(tmpdir(), 'kairos-installed-'));
  process.once('exit', () => rmSync(installed, { recursive: true, force: true }));
  const pack = async (): Promise<Outcome> => {
    rmSync(CACHE, { recursive: true, force: true });
    const problems: string[] = [];
    for (const workspace of publishedPackages()) {
      try {
        await buildPackage(workspace);
        packed.push({ workspace, tarball: await packPackage(workspace, PACKED) });
      } catch (error) {
        problems.push(`${workspace.path}: ${String(error)}`);
      }
    }
    await installPacked(packed, installed);
    return { ok: problems.length === 0, output: problems.join('\n'), note: `${packed.length} tarballs` };
  };
  return {
    pack: { name: 'pack', run: pack },
    afterwards: [
      { name: 'publint', run: () => forEachTarball(packed, (tarball) => ['publint', tarball, '--strict']) },
      {
        name: 'types resolve',
        run: () => forEachTarball(packed.filter(hasDoors), (tarball) => ['attw', tarball, '--profile', 'esm-only']),
      },
      { name: 'packages load', run: () => loadInstalled(packed, installed) },
      { name: 'kairos serves', run: () => serveInstalled(installed) },
      { name: 'size', run: () => weigh(installed) },
    ],
  };
}

const hasDoors = ({ workspace }: Packed): boolean => workspace.manifest.exports !== undefined;

async function forEachTarball(
  packed: readonly Packed[],
  command: (tarball: string) => readonly string[],
): Promise<Outcome> {
  const problems: string[] = [];
  for (const { tarball } of packed) {
    const [tool = '', ...args] = command(tarball);
    const { ok, output } = await runCommand(tool, args);
    if (!ok) problems.push(output);
  }
  return { ok: problems.length === 0, output: problems.join('\n') };
}

/** Imports every door of every package from what was published, and asks every command for its help. */
async function loadInstalled(packed: readonly Packed[], installed: string): Promise<Outcome> {
  const problems: string[] = [];
  let loaded = 0;
  for (const { workspace } of packed) {
    const { name, bin = {} } = workspace.manifest;
    const doors = [...publishedDoors(workspace.manifest).keys()].map((door) => [
      '--input-type=module',
      '--eval',
      `await import('${join(name, door)}')`,
    ]);
    const commands = Object.values(bin).map((file) => [join('node_modules', name, file), '--help']);
    for (const args of [...doors, ...commands]) {
      const { ok, output } = await runCommand('node', args, { cwd: installed });
      loaded += 1;
      if (!ok) problems.push(`node ${args.join(' ')}`, output);
    }
  }
  return { ok: problems.length === 0, output: problems.join('\n'), note: `${loaded} doors and commands` };
}

/** Bundles the browser packages as an app would, dependencies included, and holds them against .size-limit.json. */
async function weigh(installed: string): Promise<Outcome> {
  for (const name of WEIGHED) {
    const entry = join(installed, `${name}.js`);
    writeFileSync(entry, `export * from '@kairos/${name}';\n`);
    await build({
      configFile: false,
      root: installed,
      logLevel: 'error',
      build: {
        outDir: join(WEIGHT, name),
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
      },
    });
  }
  const { ok, output, stdout } = await runCommand('size-limit', ['--json']);
  return { ok, output, note: sizes(stdout) };
}

function sizes(report: string): string {
  const rows = JSON.parse(report) as readonly { readonly name: string; readonly size: number }[];
  return rows.map(({ name, size }) => `${name} ${(size / 1000).toFixed(1)} kB`).join(', ');
}
