import type { Evidence } from './evidence.ts';
import type { Stage } from './stage-view.ts';

/** How ready an account is for more, and whether it may be offered anything. */
export interface ReadinessView {
  readonly stage: Stage;
  /** From 0 to 100. */
  readonly score: number;
  /** The points add up to the score. */
  readonly contributions: readonly Contribution[];
  readonly qualified: boolean;
  /** The rules that fail. */
  readonly reasons: readonly { readonly rule: string; readonly detail: string }[];
}

export interface Contribution {
  readonly name: string;
  readonly points: number;
  readonly detail: string;
}

export interface QualificationRule {
  readonly rule: string;
  readonly pass: boolean;
  /** The numbers that decided it, in a sentence. */
  readonly detail: string;
  readonly values: Evidence;
}

/** What is due instead of an offer. */
export interface InterventionView {
  readonly kind: string;
  readonly rules: readonly string[];
  readonly reason: string;
  readonly since: string | null;
}
