import { TIME_COLUMNS } from '../measuring/figure-text.ts';
import { atMost } from '../measuring/goals.ts';
import type { Row, Suite } from '../measuring/suite.ts';
import type { Heat, Kind } from './time-checks.ts';

const both = (kind: Kind, heat: Heat): readonly Row[] => [
  {
    name: `kairos, ${kind}, ${heat}`,
    run: async (setting) => (await import('./time-checks.ts')).timeProduct(kind, heat, setting),
  },
  {
    name: `limit, ${kind}, ${heat}`,
    run: async (setting) => (await import('./time-checks.ts')).timeLimit(kind, heat, setting),
  },
];

/** `check` in process, beside the least that it could be and beside feature-flag clients: performance.md, goal (a). */
export const checkSuite: Suite = {
  name: 'check',
  about: 'check: may this account do it? In process; hot is one account, cold is 100,000 at random',
  rounds: 5,
  columns: TIME_COLUMNS,
  rows: [
    ...both('metered', 'hot'),
    ...both('metered', 'cold'),
    ...both('month turned', 'hot'),
    ...both('boolean', 'hot'),
    ...both('boolean', 'cold'),
    {
      name: 'unleash-client isEnabled',
      run: async (setting) => (await import('./time-unleash.ts')).timeUnleash(setting),
    },
    { name: 'growthbook isOn', run: async (setting) => (await import('./time-growthbook.ts')).timeGrowthBook(setting) },
    {
      name: 'launchdarkly boolVariation',
      run: async (setting) => (await import('./time-launchdarkly.ts')).timeLaunchDarkly(setting),
    },
  ],
  goals: [
    atMost('kairos, metered, hot', 'limit, metered, hot', 2),
    atMost('kairos, metered, cold', 'limit, metered, cold', 2),
    atMost('kairos, month turned, hot', 'limit, month turned, hot', 2),
    atMost('kairos, boolean, hot', 'limit, boolean, hot', 2),
    atMost('kairos, boolean, cold', 'limit, boolean, cold', 2),
    atMost('kairos, metered, hot', 'unleash-client isEnabled', 1 / 2),
    atMost('kairos, metered, hot', 'growthbook isOn', 1 / 8),
    atMost('kairos, metered, hot', 'launchdarkly boolVariation', 1 / 8),
  ],
};
