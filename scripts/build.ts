import './require-node.js';
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from './house/build-package.ts';
import { webSteps } from './house/build-web.ts';
import { packPackage } from './house/pack-package.ts';
import { ROOT } from './house/run-command.ts';
import { runSteps } from './house/run-steps.ts';
import { publishedPackages, type Workspace } from './house/workspaces.ts';

/** Builds every package and app into its own `dist`. `--pack` also writes the tarballs to publish into `dist` at the root. */

const TARBALLS = join(ROOT, 'dist');

const { values } = parseArgs({ options: { pack: { type: 'boolean', default: false } } });
if (values.pack) mkdirSync(TARBALLS, { recursive: true });

const packageStep = (workspace: Workspace) => ({
  name: workspace.name,
  run: async () => {
    await buildPackage(workspace);
    return {
      ok: true,
      output: '',
      note: values.pack ? relative(ROOT, await packPackage(workspace, TARBALLS)) : `${workspace.path}/dist`,
    };
  },
});

const failed = await runSteps([...publishedPackages().map(packageStep), ...webSteps()]);
console.log(failed.length === 0 ? 'build: all ok' : `build: NOT ok: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
