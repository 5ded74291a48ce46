import { parseArgs } from 'node:util';
import { measureSuite } from './measuring/measure-suite.ts';
import { reportSuite } from './measuring/report-suite.ts';
import { suites } from './suites.ts';

/** Runs the benchmarks that are named, or all of them, and prints their tables. A goal that is missed fails nothing: time is no test. */

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`no benchmark "${unknown.join('", "')}"; there is ${suites.map((suite) => suite.name).join(', ')}`);
}
for (const suite of suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const onRound = (done: number, rounds: number): void =>
    console.error(`${suite.name}: round ${done + 1} of ${rounds}`);
  try {
    console.log(reportSuite(suite, await measureSuite(suite, { quick: values.quick, onRound })));
  } catch (error) {
    console.error(`${suite.name} could not be measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
