import { TIME_COLUMNS } from '../measuring/figure-text.ts';
import { atMost } from '../measuring/goals.ts';
import type { Row, Suite } from '../measuring/suite.ts';
import type { CatalogSize } from './catalog-world.ts';

const SMALL: CatalogSize = { features: 20, meters: 4, plans: 4 };
const QUARTER: CatalogSize = { features: 1_250, meters: 50, plans: 20 };
const LARGE: CatalogSize = { features: 5_000, meters: 200, plans: 20 };

const compiles = (size: CatalogSize): Row => ({
  name: `compile, ${size.features.toLocaleString('en')} features`,
  run: async (setting) => (await import('./time-catalog.ts')).timeCompile(size, setting),
});

const checks = (size: CatalogSize, addOns: number): Row => ({
  name: `check, ${size.features.toLocaleString('en')} features, ${addOns} add-ons`,
  run: async (setting) => (await import('./time-catalog.ts')).timeGranted(size, addOns, setting),
});

/** A catalog of thousands: compiling takes time in proportion to it, and nothing after depends on how large it is. */
export const catalogSuite: Suite = {
  name: 'catalog',
  about:
    'catalog: compile a config with its warnings, and check a feature and a meter; 20 plans from 1,250 features on',
  rounds: 5,
  columns: TIME_COLUMNS,
  rows: [compiles(QUARTER), compiles(LARGE), checks(SMALL, 0), checks(LARGE, 0), checks(SMALL, 4), checks(LARGE, 4)],
  goals: [
    atMost('compile, 5,000 features', 'compile, 1,250 features', 5),
    atMost('check, 5,000 features, 0 add-ons', 'check, 20 features, 0 add-ons', 1.5),
    atMost('check, 5,000 features, 4 add-ons', 'check, 20 features, 4 add-ons', 1.5),
    atMost('check, 20 features, 4 add-ons', 'check, 20 features, 0 add-ons', 8),
  ],
};
