import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from './run-command.ts';

/** One door of a package: where it leads in the source, and in what is published. */
export interface ExportTarget {
  readonly '@kairos/source': string;
  readonly types: string;
  readonly default: string;
}

/** What this house reads of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly private?: boolean;
  readonly sideEffects?: boolean | readonly string[];
  readonly files?: readonly string[];
  readonly engines?: { readonly node?: string };
  readonly exports?: Readonly<Record<string, ExportTarget>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package or an app of this repository. */
export interface Workspace {
  /** The folder's name: `engine`. */
  readonly name: string;
  /** From the root: `packages/engine`. */
  readonly path: string;
  readonly directory: string;
  readonly manifest: Manifest;
}

/** A package's doors as published, by their names in `exports`. `./testing`, its fakes for tests of ours, stays in the workspace. */
export function publishedDoors({ exports = {} }: Manifest): ReadonlyMap<string, ExportTarget> {
  return new Map(Object.entries(exports).filter(([door]) => door !== './testing'));
}

/** The packages that are published, by name. */
export function publishedPackages(root: string = ROOT): readonly Workspace[] {
  return workspacesIn(root, 'packages').filter((workspace) => workspace.manifest.private !== true);
}

/** The apps, which are not published. */
export function apps(root: string = ROOT): readonly Workspace[] {
  return workspacesIn(root, 'apps');
}

function workspacesIn(root: string, folder: 'packages' | 'apps'): readonly Workspace[] {
  return globSync(`${folder}/*/package.json`, { cwd: root })
    .toSorted()
    .map((file) => {
      const path = file.slice(0, -'/package.json'.length);
      const directory = join(root, path);
      const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest;
      return { name: basename(path), path, directory, manifest };
    });
}

/** The apps that have something for a browser, built by Vite. */
export function webApps(): readonly Workspace[] {
  return apps().filter((app) => existsSync(join(app.directory, 'vite.config.ts')));
}
