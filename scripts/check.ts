import './require-node.js';
import { parseArgs } from 'node:util';
import { runChecks } from './house/run-checks.ts';

const { values } = parseArgs({ options: { fast: { type: 'boolean', default: false } } });
const { ok, summary } = await runChecks(values);
console.log(summary);
process.exitCode = ok ? 0 : 1;
