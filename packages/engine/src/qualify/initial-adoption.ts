import { grantedUse } from './granted-use.ts';
import type { RuleReading, StageSight } from './stage-rule.ts';

/** Initial adoption (S2.5): where every account begins. Its rules ask nothing of it; they say how far it got. */

/** Something that the plan grants was used. */
export function coreFeatures({ catalog, granted: has, account }: StageSight): RuleReading {
  const { used, granted } = grantedUse(catalog, has, account);
  return {
    rule: 'core-features',
    holds: used > 0,
    detail: granted === 0 ? 'the plan grants no features' : `${used} of ${granted} granted features were used`,
    values: { used, granted },
    until: null,
  };
}

/** A workflow that the config names was completed. */
export function basicWorkflows({ catalog, account }: StageSight): RuleReading {
  const declared = catalog.workflows.size;
  const completed = Object.keys(account.workflows).filter((id) => catalog.workflows.has(id)).length;
  return {
    rule: 'basic-workflows',
    holds: completed > 0,
    detail: declared === 0 ? 'the config names no workflows' : `${completed} of ${declared} workflows were completed`,
    values: { completed, declared },
    until: null,
  };
}
