import './require-node.js';
import { webSteps } from './house/build-web.ts';
import { runChecks } from './house/run-checks.ts';
import { runInForeground } from './house/run-command.ts';
import { runSteps } from './house/run-steps.ts';

/** The whole gate: every check, the builds that browser tests open, every test. All of it runs, whatever fails on the way. */

const checks = await runChecks({ fast: false });
console.log(checks.summary);
const unbuilt = await runSteps(webSteps());
const tested = await runInForeground('vitest', ['run', ...process.argv.slice(2)]);

// Where all is well, the last line is the test runner's own.
if (!checks.ok) console.error(checks.summary);
if (unbuilt.length > 0) console.error(`builds: NOT ok: ${unbuilt.join(', ')}`);
process.exitCode = checks.ok && unbuilt.length === 0 && tested ? 0 : 1;
