import type { Stage } from '../api/stage-view.ts';

const STAGE_TEXT: Readonly<Record<Stage, string>> = {
  'initial-adoption': 'Initial adoption',
  'active-usage': 'Active usage',
  'power-usage': 'Power usage',
  'tier-ceiling': 'Tier ceiling',
};

/** A stage in words: `tier-ceiling` is "Tier ceiling". */
export function stageText(stage: Stage): string {
  return STAGE_TEXT[stage];
}

/** What a stage means for an offer (S2.5). */
export function readinessText(stage: Stage): string {
  return READINESS[stage];
}

const READINESS: Readonly<Record<Stage, string>> = {
  'initial-adoption': 'Not ready for an offer',
  'active-usage': 'Early signals',
  'power-usage': 'Ready for more',
  'tier-ceiling': 'Needs more now',
};

/** A rule's id in words: `near-limits` is "Near limits". */
export function ruleText(rule: string): string {
  const words = rule.replaceAll('-', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
