import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conditionsPage } from './conditions-page.ts';
import { decisionTreePage } from './decision-tree-page.ts';
import { indexPage } from './index-page.ts';
import { rulesPage } from './rules-page.ts';
import { signalsPage } from './signals-page.ts';
import { warningsPage } from './warnings-page.ts';

/** The pages by their names; the same each time, for the same code. */
const PAGES: Readonly<Record<string, () => string>> = {
  'README.md': indexPage,
  'signals.md': signalsPage,
  'conditions.md': conditionsPage,
  'rules.md': rulesPage,
  'decision-tree.md': decisionTreePage,
  'config-warnings.md': warningsPage,
};

const MARK = '<!-- Written by `npm run reference`; what is changed here by hand is lost. -->';

/** Writes every page into a folder, and removes what is no page any more. */
export function writePages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const stray of strayPages(folder)) rmSync(join(folder, stray));
  for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(folder, name), textOf(page));
}

/** The pages of a folder that are not as the code would write them, each with what is wrong. */
export function stalePages(folder: string): readonly string[] {
  const stale = Object.entries(PAGES).flatMap(([name, page]) => {
    const file = join(folder, name);
    if (!existsSync(file)) return [`${name} is missing`];
    return readFileSync(file, 'utf8') === textOf(page) ? [] : [`${name} no longer says what the code does`];
  });
  return [...stale, ...strayPages(folder).map((name) => `${name} is no page of the reference`)];
}

function textOf(page: () => string): string {
  return `${MARK}\n\n${page()}\n`;
}

function strayPages(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !Object.hasOwn(PAGES, name)) : [];
}
