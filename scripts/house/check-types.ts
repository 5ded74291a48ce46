import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Outcome, ROOT, runCommand } from './run-command.ts';
import { apps, publishedPackages } from './workspaces.ts';

const SOURCES = [
  'packages/*/src/**/*.{ts,tsx}',
  'apps/*/**/*.{ts,tsx}',
  'scripts/**/*.ts',
  'tests/**/*.ts',
  '*.config.ts',
];
const NOT_OURS = ['**/node_modules/**', '**/dist/**'];

/** Compiled with nothing around them, whatever their dependencies refer to. */
const PURE = new Set(['packages/engine/tsconfig.json', 'packages/measure/tsconfig.json']);

const PUBLISHED = /^packages\/[^/]+\/tsconfig\.json$/;

/** Runs the compiler over every tsconfig of the repository, and fails too when a source file belongs to none of them. */
export async function checkTypes(root: string = ROOT): Promise<Outcome> {
  const projects = globSync(['tsconfig.json', '{packages,apps}/*/tsconfig*.json', 'apps/*/*/tsconfig*.json'], {
    cwd: root,
    exclude: NOT_OURS,
  }).toSorted();
  const problems = [...withoutTsconfig(root, projects)];
  const compiled = new Set<string>();
  for (const project of projects) {
    const { problems: found, files } = await compileProject(root, project);
    if (found.length > 0) problems.push(project, ...found.map((line) => `  ${line}`));
    for (const file of files) compiled.add(file);
  }
  const forgotten = globSync(SOURCES, { cwd: root, exclude: NOT_OURS }).filter((file) => !compiled.has(file));
  problems.push(...forgotten.toSorted().map((file) => `${file}: no tsconfig includes it, so nothing checks its types`));
  return {
    ok: problems.length === 0,
    output: problems.join('\n'),
    note: `${projects.length} projects, ${compiled.size} files`,
  };
}

/** What the compiler says of one project, and the files of ours that it read. */
export async function compileProject(
  root: string,
  project: string,
): Promise<{ readonly problems: readonly string[]; readonly files: readonly string[] }> {
  const pure = PURE.has(project) ? ['--typeRoots', join(ROOT, 'scripts/house/no-surroundings')] : [];
  // A published type that can't be written down is found here, where it fails; the build would only print it.
  const published = PUBLISHED.test(project) ? ['--declaration'] : [];
  const args = ['-p', project, '--listFiles', '--pretty', 'false', ...pure, ...published];
  const { output, ok } = await runCommand('tsc', args, { cwd: root });
  const lines = output.split('\n').filter((line) => line !== '');
  const files = lines.filter((line) => line.startsWith('/'));
  const said = lines.filter((line) => !line.startsWith('/'));
  return {
    problems: ok ? [] : said.length > 0 ? said : ['the compiler failed without a word'],
    files: files.filter((file) => !file.includes('/node_modules/')).map((file) => relative(root, file)),
  };
}

function withoutTsconfig(root: string, projects: readonly string[]): readonly string[] {
  return [...publishedPackages(root), ...apps(root)]
    .filter((workspace) => !projects.includes(`${workspace.path}/tsconfig.json`))
    .map((workspace) => `${workspace.path}/tsconfig.json is missing; extend ../../tsconfig.base.json`);
}
