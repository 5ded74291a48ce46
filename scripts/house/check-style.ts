import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Outcome, ROOT } from './run-command.ts';
import { publishedPackages } from './workspaces.ts';

/** What the ready-made tools can't see: comments that switch them off, and names that say nothing. */
const SUPPRESSION =
  /\b(?:ox|es)lint-(?:disable|enable)|\bbiome-ignore|@ts-(?:ignore|nocheck)|\b(?:v8|istanbul|c8) ignore/;
const VAGUE_NAME = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|managers?|types)(?:\.[a-z.]+)?(?:\/|$)/;

const SOURCES = '{packages,apps,scripts,tests,bench,examples}/**/*.{ts,tsx,js,mjs}';
const NOT_OURS = ['**/node_modules/**', '**/dist/**'];

/** Reads every source file for what this house doesn't do; answers one line for each, with what to do instead. */
export async function checkStyle(root: string = ROOT): Promise<Outcome> {
  const files = globSync(SOURCES, { cwd: root, exclude: NOT_OURS }).toSorted();
  const doors = doorsOf(root);
  const problems = files.flatMap((file) => [
    ...namingProblems(file, doors),
    ...(file === 'scripts/house/check-style.ts' ? [] : suppressions(file, readFileSync(join(root, file), 'utf8'))),
  ]);
  return { ok: problems.length === 0, output: problems.join('\n'), note: `${files.length} files` };
}

function doorsOf(root: string): ReadonlySet<string> {
  const sources = publishedPackages(root).flatMap(({ path, manifest }) =>
    Object.values(manifest.exports ?? {}).map((target) => join(path, target['@kairos/source'])),
  );
  return new Set(sources);
}

function namingProblems(file: string, doors: ReadonlySet<string>): readonly string[] {
  const isStrayDoor = basename(file) === 'index.ts' && !doors.has(file);
  return [
    ...(VAGUE_NAME.test(file) ? [`${file}: the name says nothing; name the file for its main export`] : []),
    ...(isStrayDoor
      ? [`${file}: index.ts is a door named in package.json's exports; name the file for its main export`]
      : []),
  ];
}

function suppressions(file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      SUPPRESSION.test(line) ? [`${file}:${index + 1}: this silences a check; mend what it says`] : [],
    );
}
