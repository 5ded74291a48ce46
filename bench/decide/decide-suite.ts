import { TIME_COLUMNS } from '../measuring/figure-text.ts';
import { atMost } from '../measuring/goals.ts';
import type { Row, Suite } from '../measuring/suite.ts';
import type { Workload } from './time-decisions.ts';

/** Half of the accounts have something to be offered; where it says cold, there are 100,000 of them, at random. */
const MIXED: Workload = { plays: 30, offered: 0.5, accounts: 1_024 };
const MANY: Workload = { ...MIXED, plays: 50 };
const COLD: Workload = { ...MIXED, accounts: 100_000 };

const product = (name: string, workload: Workload, says: 'choice' | 'whole' = 'whole'): Row => ({
  name: `kairos, ${name}`,
  run: async (setting) => (await import('./time-decisions.ts')).timeProduct(says, workload, setting),
});

const limit = (
  name: string,
  workload: Workload,
  says: { readonly trace: boolean; readonly message: boolean },
): Row => ({
  name: `limit, ${name}`,
  run: async (setting) => (await import('./time-decisions.ts')).timeLimit(says, workload, setting),
});

/** `decide` in process, beside the least that it could be and beside what others call a decision: performance.md, goal (b). */
export const decideSuite: Suite = {
  name: 'decide',
  about: 'decide: which one of so many plays, if any? In process; half of the accounts have something to be offered',
  rounds: 5,
  columns: TIME_COLUMNS,
  rows: [
    product('1 play', { ...MIXED, plays: 1 }),
    product('10 plays', { ...MIXED, plays: 10 }),
    product('30 plays', MIXED),
    product('30 plays, choice and trace', MIXED, 'choice'),
    product('30 plays, nothing to offer', { ...MIXED, offered: 0 }),
    product('50 plays', MANY),
    product('50 plays, choice and trace', MANY, 'choice'),
    product('50 plays, nothing to offer', { ...MANY, offered: 0 }),
    product('30 plays, cold, choice and trace', COLD, 'choice'),
    limit('30 plays, choice', MIXED, { trace: false, message: false }),
    limit('30 plays, choice and trace', MIXED, { trace: true, message: false }),
    limit('30 plays, choice, trace, message', MIXED, { trace: true, message: true }),
    limit('50 plays, choice and trace', MANY, { trace: true, message: false }),
    limit('50 plays, choice, trace, message', MANY, { trace: true, message: true }),
    limit('30 plays, cold, choice and trace', COLD, { trace: true, message: false }),
    {
      name: 'json-logic-engine, 30 conditions',
      run: async (setting) => (await import('./time-json-logic.ts')).timeJsonLogic(setting),
    },
    {
      name: 'launchdarkly, a flag of 30 rules',
      run: async (setting) => (await import('./time-launchdarkly.ts')).timeLaunchDarkly(setting),
    },
    {
      name: 'growthbook, a feature of 30 rules',
      run: async (setting) => (await import('./time-growthbook.ts')).timeGrowthBook(setting),
    },
    {
      name: 'json-rules-engine, 30 rules',
      run: async (setting) => (await import('./time-json-rules.ts')).timeJsonRules(setting),
    },
  ],
  goals: [
    atMost('kairos, 30 plays', 'limit, 30 plays, choice, trace, message', 2),
    atMost('kairos, 30 plays, choice and trace', 'limit, 30 plays, choice and trace', 2),
    atMost('kairos, 50 plays', 'limit, 50 plays, choice, trace, message', 2),
    atMost('kairos, 50 plays, choice and trace', 'limit, 50 plays, choice and trace', 2),
    atMost('kairos, 30 plays, cold, choice and trace', 'limit, 30 plays, cold, choice and trace', 1.5),
    atMost('kairos, 30 plays', 'launchdarkly, a flag of 30 rules', 1 / 8),
    atMost('kairos, 30 plays, choice and trace', 'launchdarkly, a flag of 30 rules', 1 / 8),
    atMost('kairos, 30 plays, choice and trace', 'growthbook, a feature of 30 rules', 1 / 15),
    atMost('kairos, 30 plays, choice and trace', 'json-rules-engine, 30 rules', 1 / 150),
  ],
};
