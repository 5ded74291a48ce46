import { assignSuite } from './assign/assign-suite.ts';
import { catalogSuite } from './catalog/catalog-suite.ts';
import { checkSuite } from './check/check-suite.ts';
import { conditionsSuite } from './conditions/conditions-suite.ts';
import { decideSuite } from './decide/decide-suite.ts';
import { ingestSuite } from './ingest/ingest-suite.ts';
import type { Suite } from './measuring/suite.ts';
import { observeSuite } from './observe/observe-suite.ts';

/** Every benchmark there is, in the order in which they run. */
export const suites: readonly Suite[] = [
  assignSuite,
  catalogSuite,
  checkSuite,
  conditionsSuite,
  decideSuite,
  observeSuite,
  ingestSuite,
];
