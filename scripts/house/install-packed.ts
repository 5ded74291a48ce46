import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, runCommand } from './run-command.ts';
import type { Workspace } from './workspaces.ts';

/**
 * Lays packed packages out as an install would, in a folder away from the workspace, so that a file left out of a tarball or a
 * dependency left out of a package.json is missed as a user would miss it. What is not ours is linked from this workspace.
 */
export async function installPacked(
  packed: readonly { readonly workspace: Workspace; readonly tarball: string }[],
  folder: string,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const ours = new Set(packed.map(({ workspace }) => workspace.manifest.name));
  for (const { workspace, tarball } of packed) {
    const home = join(folder, 'node_modules', workspace.manifest.name);
    mkdirSync(home, { recursive: true });
    const unpacked = await runCommand('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
    if (!unpacked.ok) throw new Error(`${tarball} can't be unpacked:\n${unpacked.output}`);
    const { dependencies, peerDependencies } = workspace.manifest;
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (ours.has(name)) continue;
      const link = join(home, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(installedAt(workspace, name), link);
    }
  }
}

function installedAt(workspace: Workspace, dependency: string): string {
  const places = [workspace.directory, ROOT].map((place) => join(place, 'node_modules', dependency));
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error(`${workspace.path} depends on ${dependency}, which is not installed; run npm ci`);
  return found;
}
