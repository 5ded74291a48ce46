import type { ReadinessConfig, ReadinessWeights } from '../catalog/readiness-schema.ts';
import { DAY_MS, type Instant } from '../kernel/instant.ts';
import type { QualificationRuleId, QualificationSight, RuleVerdict } from './qualification-rule.ts';

/** What the parts of the score look at. */
export interface ReadinessSight extends QualificationSight {
  readonly verdicts: readonly RuleVerdict[];
  readonly readiness: ReadinessConfig;
}

/** One part of the score. */
export interface PartReading {
  readonly name: keyof ReadinessWeights;
  /** How much of its weight it comes to, from -1 to 1. */
  readonly share: number;
  readonly detail: string;
}

/** What is left of something that happened: 1 when it did, half of it with every half-life that passed (S3.15). */
export function fade(happened: Instant, { at, readiness }: ReadinessSight): number {
  const days = Math.max(0, at - happened) / DAY_MS;
  return 2 ** (-days / readiness.halfLifeDays);
}

/** The rules among these that the account fails. */
export function failed({ verdicts }: ReadinessSight, ...rules: readonly QualificationRuleId[]): readonly RuleVerdict[] {
  return verdicts.filter(({ rule, pass }) => !pass && rules.includes(rule));
}
