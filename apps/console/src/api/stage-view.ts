import type { Evidence } from './evidence.ts';

/** The stages of an account, lowest first (S2.5). */
export const STAGES = ['initial-adoption', 'active-usage', 'power-usage', 'tier-ceiling'] as const;
export type Stage = (typeof STAGES)[number];

/** How ready an account is for more, and every rule that says so. */
export interface StageView {
  readonly stage: Stage;
  /** null where its beginning was not seen. */
  readonly since: string | null;
  readonly tally: readonly StageTally[];
  readonly reasons: readonly StageReason[];
}

export interface StageTally {
  readonly stage: Stage;
  /** How many of its rules hold. */
  readonly held: number;
  /** How many must. */
  readonly needed: number;
  readonly rules: number;
}

export interface StageReason {
  readonly stage: Stage;
  readonly rule: string;
  readonly holds: boolean;
  /** The numbers that decided it, as a phrase. */
  readonly detail: string;
  readonly values: Evidence;
  readonly until: string | null;
}

/** The seven dimensions of an account's use (S1.1). */
export interface DimensionsView {
  readonly featureAdoption: { readonly used: number; readonly granted: number; readonly share: number | null };
  readonly usageFrequency: { readonly activeDays: number; readonly days: number };
  readonly teamGrowth: { readonly joined: number; readonly members: number; readonly days: number };
  readonly dataVolume: readonly DimensionMeter[];
  readonly apiCalls: readonly DimensionMeter[];
  readonly storage: readonly DimensionMeter[];
  readonly workflowComplexity: {
    readonly completed: number;
    readonly declared: number;
    readonly completions: number;
  };
}

export interface DimensionMeter {
  readonly meter: string;
  readonly name: string;
  readonly used: number;
  readonly limit: number | null;
}
