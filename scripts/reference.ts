import './require-node.js';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stalePages, writePages } from './reference/reference-pages.ts';

const FOLDER = 'docs/reference';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = join(import.meta.dirname, '..', FOLDER);
if (values.check) {
  const stale = stalePages(folder);
  for (const problem of stale) console.error(`${FOLDER}/${problem}; run \`npm run reference\``);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  writePages(folder);
  console.log(`${FOLDER} is written`);
}
