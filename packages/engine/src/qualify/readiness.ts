import type { Catalog } from '../catalog/catalog.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { engagementReading, engagementTeam, engagementValue } from './readiness-engagement.ts';
import { budgetReading, intentReading } from './readiness-financial.ts';
import type { PartReading, ReadinessSight } from './readiness-part.ts';
import { financialTrouble, troubleReading } from './readiness-trouble.ts';
import { adoptionReading, elevatedReading, limitsReading, wantedReading } from './readiness-usage.ts';
import { sightOf } from './qualification.ts';
import type { RuleVerdict } from './qualification-rule.ts';

/** How ready an account is for more (S2.17), from 0 to 100. */
export interface Readiness {
  readonly score: number;
  /** What it is made of; the points add up to the score, to the point. */
  readonly contributions: readonly Contribution[];
}

export interface Contribution {
  readonly name: string;
  /** A whole number; negative where it takes away. */
  readonly points: number;
  /** What it is read from, with the numbers. */
  readonly detail: string;
}

/** What a score is worked out from. */
export interface ReadinessInput {
  readonly catalog: Catalog;
  readonly account: Account;
  readonly at: Instant;
  /** The rules of qualification, as judged for the account at that instant. */
  readonly verdicts: readonly RuleVerdict[];
}

/** A way to score readiness: by weights, or by a model that was trained. Pure: the same input gives the same answer. */
export type Scorer = (input: ReadinessInput) => Readiness;

/**
 * Scores by the config's weights: usage, engagement, financial (S2.17) and what speaks against, each read as a share of its weight and
 * rounded to whole points. What somebody did fades as time passes (S3.15). The bounds of 0 and 100 are a contribution of their own where
 * they change the sum. A score is no leave to offer: that is what qualification is for.
 */
export const scoreByWeights: Scorer = ({ catalog, account, at, verdicts }) => {
  const { base, weights } = catalog.config.readiness;
  const sight: ReadinessSight = { ...sightOf(catalog, account, at), verdicts, readiness: catalog.config.readiness };
  const contributions = PARTS.map((read): Contribution => {
    const { name, share, detail } = read(sight);
    // Of a share below nought that rounds to nothing, JavaScript would leave -0.
    return { name, points: Math.round(weights[name] * share) + 0, detail };
  });
  return withinBounds(base === 0 ? contributions : [aBase(base), ...contributions]);
};

const PARTS: readonly ((sight: ReadinessSight) => PartReading)[] = [
  limitsReading,
  wantedReading,
  adoptionReading,
  engagementReading,
  engagementValue,
  engagementTeam,
  intentReading,
  budgetReading,
  elevatedReading,
  (sight) => troubleReading(sight, 'health.declining'),
  (sight) => troubleReading(sight, 'health.tickets'),
  (sight) => troubleReading(sight, 'health.complaint'),
  financialTrouble,
];

function aBase(points: number): Contribution {
  return { name: 'base', points: Math.round(points), detail: 'where every account begins' };
}

function withinBounds(contributions: readonly Contribution[]): Readiness {
  const sum = contributions.reduce((total, { points }) => total + points, 0);
  const score = Math.min(100, Math.max(0, sum));
  if (score === sum) return { score, contributions };
  const bounds: Contribution = {
    name: 'bounds',
    points: score - sum,
    detail: `the rest comes to ${sum}; a score is from 0 to 100`,
  };
  return { score, contributions: [...contributions, bounds] };
}
