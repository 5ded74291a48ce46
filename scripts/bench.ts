import './require-node.js';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runInForeground } from './house/run-command.ts';

/** Runs the benchmarks. The peers that they measure are installed on first use, from the benchmarks' own lock file. */

const BENCH = join(ROOT, 'bench');
const LOCK = join(BENCH, 'package-lock.json');
const INSTALLED = join(BENCH, 'node_modules/.package-lock.json');

const isInstalled = existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs;
const ready = isInstalled || (await runInForeground('npm', ['ci'], BENCH));
if (!ready) console.error('The peers of the benchmarks could not be installed; see the message of npm above.');

const run = ['--conditions=@kairos/source', join(BENCH, 'run.ts'), ...process.argv.slice(2)];
process.exitCode = ready && (await runInForeground('node', run)) ? 0 : 1;
