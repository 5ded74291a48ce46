import { type DimensionsView, type Stage, STAGES, type StageReason, type StageView } from '../api/stage-view.ts';

const RULES: readonly (readonly [Stage, string, string, string])[] = [
  ['initial-adoption', 'core-features', '2 of 3 granted features were used', '0 of 3 granted features were used'],
  ['initial-adoption', 'basic-workflows', '1 of 2 workflows were completed', '0 of 2 workflows were completed'],
  [
    'active-usage',
    'daily-use',
    'active on 21 of the last 30 days; 15 make it daily',
    'active on 4 of the last 30 days; 15 make it daily',
  ],
  [
    'active-usage',
    'multi-user',
    '2 of 2 members were active in the last 30 days; 2 make it several',
    '1 of 1 members were active in the last 30 days; 2 make it several',
  ],
  [
    'active-usage',
    'growing-use',
    'growing: +12% a week over 6 weeks',
    '2 complete weeks of use; too few to tell a trend',
  ],
  ['active-usage', 'near-limits', '8 of 10 invoices', 'every meter is below its first threshold'],
  [
    'power-usage',
    'features-maxed',
    '3 of 3 granted features are in use; 3 are most of them',
    '2 of 3 granted features are in use; 3 are most of them',
  ],
  [
    'power-usage',
    'workarounds',
    '4 times content was blocked and 1 time a rate limit was hit in the last 7 days; 3 make it a habit',
    '0 times content was blocked and 0 times a rate limit was hit in the last 7 days; 3 make it a habit',
  ],
  [
    'power-usage',
    'gates',
    '5 hits at gates and 1 search for what the plan lacks in the last 30 days; 3 are needed',
    '0 hits at gates and 0 searches for what the plan lacks in the last 30 days; 3 are needed',
  ],
  ['tier-ceiling', 'hard-limits', '104 of 100 invoices', 'no limit is reached'],
  [
    'tier-ceiling',
    'asks-beyond-plan',
    'a checkout begun on 2026-11-20T14:30:00.000Z',
    'nothing beyond the plan was asked for in the last 30 days',
  ],
];

const NEEDED: Readonly<Record<Stage, number>> = {
  'initial-adoption': 0,
  'active-usage': 2,
  'power-usage': 2,
  'tier-ceiling': 1,
};

/** The reading of a stage of which these rules hold. */
export function aStage(
  holding: readonly string[],
  { since = null }: { readonly since?: string | null } = {},
): StageView {
  const reasons = RULES.map(([stage, rule, held, not]): StageReason => {
    const holds = holding.includes(rule);
    // What is at its limit is near it too, by the same numbers.
    const near = rule === 'near-limits' && holding.includes('hard-limits') ? '104 of 100 invoices' : held;
    return { stage, rule, holds, detail: holds ? near : not, values: {}, until: null };
  });
  const tally = STAGES.map((stage) => {
    const own = reasons.filter((reason) => reason.stage === stage);
    const held = own.filter(({ holds }) => holds).length;
    return { stage, held, needed: NEEDED[stage], rules: own.length };
  });
  const stage = tally.findLast(({ held, needed }) => held >= needed)?.stage ?? 'initial-adoption';
  return { stage, since, tally, reasons };
}

/** How an account stands in the seven dimensions, where nothing else is said. */
export function aDimensions(said: Partial<DimensionsView> = {}): DimensionsView {
  return {
    featureAdoption: { used: 2, granted: 3, share: 2 / 3 },
    usageFrequency: { activeDays: 12, days: 30 },
    teamGrowth: { joined: 1, members: 2, days: 30 },
    dataVolume: [],
    apiCalls: [],
    storage: [{ meter: 'storage', name: 'GB of storage', used: 3.2, limit: null }],
    workflowComplexity: { completed: 1, declared: 2, completions: 14 },
    ...said,
  };
}
