import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, ROOT } from './run-command.ts';
import { publishedPackages, type Workspace } from './workspaces.ts';

/** Checks that what is published says who it is, what it may be used for, and where its doors are. */
export async function checkManifests(): Promise<Outcome> {
  const packages = publishedPackages();
  const versions = new Set(packages.map((workspace) => workspace.manifest.version));
  const problems = [
    ...(existsSync(join(ROOT, 'LICENSE'))
      ? []
      : ['LICENSE is missing at the root; every package is published with a copy']),
    ...(versions.size > 1 ? [`packages are released together, but have versions ${[...versions].join(', ')}`] : []),
    ...packages.flatMap((workspace) =>
      [...identityProblems(workspace), ...doorProblems(workspace)].map((problem) => `${workspace.path}: ${problem}`),
    ),
  ];
  return { ok: problems.length === 0, output: problems.join('\n'), note: `${packages.length} packages` };
}

function identityProblems({ name, directory, manifest }: Workspace): readonly string[] {
  const facts: readonly (readonly [boolean, string])[] = [
    [manifest.name === `@kairos/${name}`, `name is ${manifest.name}, not @kairos/${name}`],
    [(manifest.description ?? '') !== '', 'description is missing'],
    [manifest.license === 'Apache-2.0', 'license is not Apache-2.0'],
    [manifest.type === 'module', 'type is not module'],
    [manifest.sideEffects !== undefined, 'sideEffects is not stated'],
    [manifest.files?.includes('dist') === true, 'files does not hold dist'],
    [manifest.engines?.node !== undefined, 'engines.node is not stated'],
    [
      existsSync(join(directory, 'README.md')),
      'README.md is missing; say in a few lines what it is for, with one example',
    ],
  ];
  return facts.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

function doorProblems({ directory, manifest }: Workspace): readonly string[] {
  const doors = Object.entries(manifest.exports ?? {});
  if (doors.length === 0 && manifest.bin === undefined) return ['exports is missing, and so is bin: nobody can use it'];
  return doors.flatMap(([door, target]) => {
    const source = target['@kairos/source'];
    if (source === undefined) return [`the door ${door} has no @kairos/source`];
    const built = source.replace(/^\.\/src\/(.*)\.tsx?$/, './dist/$1.js');
    return [
      ...(existsSync(join(directory, source)) ? [] : [`the door ${door} leads to ${source}, which doesn't exist`]),
      ...(target.default === built ? [] : [`the door ${door} has the default ${target.default}, not ${built}`]),
      ...(target.types === built.replace(/\.js$/, '.d.ts')
        ? []
        : [`the door ${door} has types ${target.types} beside ${built}`]),
    ];
  });
}
