import { TIME_COLUMNS } from '../measuring/figure-text.ts';
import { atMost } from '../measuring/goals.ts';
import type { Suite } from '../measuring/suite.ts';

/** A team's own conditions beside other languages for them: performance.md, goal (f). */
export const conditionsSuite: Suite = {
  name: 'conditions',
  about:
    'conditions: which of thirty hold of one profile? All are asked, 1,024 profiles at random; time for the thirty',
  rounds: 5,
  columns: TIME_COLUMNS,
  rows: [
    {
      name: 'kairos, profile ready',
      run: async (setting) => (await import('./time-conditions.ts')).timeConditions('ready', setting),
    },
    {
      name: 'kairos, profile made first',
      run: async (setting) => (await import('./time-conditions.ts')).timeConditions('made', setting),
    },
    {
      name: 'limit, generated, null- and type-safe',
      run: async (setting) => (await import('./time-generated.ts')).timeGenerated(setting),
    },
    {
      name: 'json-logic-engine, compiled',
      run: async (setting) => (await import('./time-json-logic.ts')).timeJsonLogic(setting),
    },
    {
      name: 'json-rules-engine',
      run: async (setting) => (await import('./time-json-rules.ts')).timeJsonRules(setting),
    },
    { name: 'zen-engine', run: async (setting) => (await import('./time-zen.ts')).timeZen(setting) },
    { name: 'cel-js', run: async (setting) => (await import('./time-cel-js.ts')).timeCelJs(setting) },
  ],
  goals: [
    atMost('kairos, profile ready', 'limit, generated, null- and type-safe', 1.5),
    atMost('kairos, profile ready', 'json-logic-engine, compiled', 0.75),
    atMost('kairos, profile ready', 'cel-js', 1 / 10),
  ],
};
