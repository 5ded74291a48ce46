import { TIME_COLUMNS } from '../measuring/figure-text.ts';
import { atMost } from '../measuring/goals.ts';
import type { Suite } from '../measuring/suite.ts';

/** Which variant an account is in, always the same one: performance.md, goal (e). */
export const assignSuite: Suite = {
  name: 'assign',
  about: 'assign: which variants is this account in? Twenty experiments of two variants each, 1,024 accounts in turn',
  rounds: 5,
  columns: TIME_COLUMNS,
  rows: [
    {
      name: 'kairos',
      run: async (setting) => (await import('./time-assign.ts')).timeAssign({ holdout: 0 }, setting),
    },
    {
      name: 'kairos, with a holdout of 10%',
      run: async (setting) => (await import('./time-assign.ts')).timeAssign({ holdout: 10 }, setting),
    },
    {
      name: 'limit, the same hash by hand',
      run: async (setting) => (await import('./time-limits.ts')).timeHash(setting),
    },
    {
      name: 'limit, kept in a map',
      run: async (setting) => (await import('./time-limits.ts')).timeMap(setting),
    },
    {
      name: 'unleash-client getVariant',
      run: async (setting) => (await import('./time-unleash.ts')).timeUnleash(setting),
    },
    {
      name: 'growthbook experiment',
      run: async (setting) => (await import('./time-growthbook.ts')).timeGrowthBook('hashed', setting),
    },
    {
      name: 'growthbook experiment, sticky',
      run: async (setting) => (await import('./time-growthbook.ts')).timeGrowthBook('sticky', setting),
    },
  ],
  goals: [
    atMost('kairos', 'limit, the same hash by hand', 2),
    atMost('kairos', 'unleash-client getVariant', 1 / 4),
    atMost('kairos', 'growthbook experiment, sticky', 1 / 40),
  ],
};
