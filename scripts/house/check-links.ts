import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Outcome, ROOT } from './run-command.ts';

const PAGES = ['*.md', '{apps,bench,docs,examples,packages,scripts,spec,tests}/**/*.md'];
const NOT_OURS = ['**/node_modules/**', '**/dist/**'];

/** `[text](target)` and `![text](target)`, outside of code. */
const LINK = /\]\(([^()\s]+)\)/g;
const CODE = /```[\s\S]*?```|`[^`\n]*`/g;

/** Follows every link of every page to a file of this repository; one that leads nowhere fails. */
export async function checkLinks(root: string = ROOT): Promise<Outcome> {
  const pages = globSync(PAGES, { cwd: root, exclude: NOT_OURS }).toSorted();
  const problems = pages.flatMap((page) =>
    localLinks(readFileSync(join(root, page), 'utf8'))
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: links to ${target}, which doesn't exist`),
  );
  return { ok: problems.length === 0, output: problems.join('\n'), note: `${pages.length} pages` };
}

function localLinks(text: string): readonly string[] {
  return [...text.replaceAll(CODE, '').matchAll(LINK)]
    .map((match) => decodeURIComponent((match[1] ?? '').replace(/#.*$/, '')))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target));
}
