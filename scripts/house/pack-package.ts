import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './run-command.ts';
import { publishedDoors, type Workspace } from './workspaces.ts';

/**
 * Packs a built package as it is published, into `destination`; answers the tarball's path. What is published has a copy of
 * the licence, and no `@kairos/source`: that condition leads to the source, which stays here.
 */
export async function packPackage(workspace: Workspace, destination: string): Promise<string> {
  const { directory, manifest } = workspace;
  const stage = join(destination, workspace.name);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  cpSync(join(directory, 'dist'), join(stage, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'LICENSE'), join(stage, 'LICENSE'));
  if (existsSync(join(directory, 'README.md'))) cpSync(join(directory, 'README.md'), join(stage, 'README.md'));
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
  const packed = await runCommand('npm', ['pack', '--silent', '--pack-destination', destination], { cwd: stage });
  rmSync(stage, { recursive: true, force: true });
  if (!packed.ok) throw new Error(`npm pack of ${workspace.path} failed:\n${packed.output}`);
  return join(destination, `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`);
}

function publishedManifest(manifest: Workspace['manifest']): object {
  const exports = [...publishedDoors(manifest)].map(([door, target]) => {
    const { '@kairos/source': _, ...published } = target;
    return [door, published];
  });
  return { ...manifest, exports: Object.fromEntries(exports) };
}
