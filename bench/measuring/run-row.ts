import { suites } from '../suites.ts';
import type { Setting } from './suite.ts';

/** The life of one row in one round: a process that measures, tells its parent, and ends, whatever a peer leaves running. */

const [suiteName, rowName, setting = ''] = process.argv.slice(2);
const row = suites.find((suite) => suite.name === suiteName)?.rows.find((each) => each.name === rowName);
if (row === undefined || process.send === undefined)
  throw new Error(`no row "${rowName}" in the suite "${suiteName}"; start run.ts instead`);

const figures = await row.run(JSON.parse(setting) as Setting);
process.send(figures, undefined, undefined, () => process.exit(0));
