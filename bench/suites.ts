import { checkSuite } from './check/check-suite.ts';
import { decideSuite } from './decide/decide-suite.ts';
import { ingestSuite } from './ingest/ingest-suite.ts';
import type { Suite } from './measuring/suite.ts';
import { observeSuite } from './observe/observe-suite.ts';

/** Every benchmark there is, in the order in which they run. */
export const suites: readonly Suite[] = [checkSuite, decideSuite, observeSuite, ingestSuite];
