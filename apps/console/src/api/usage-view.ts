export type UsageState = 'ok' | 'warning' | 'critical' | 'grace' | 'blocked';

/** How far an account has filled one meter. */
export interface UsageView {
  readonly name: string;
  readonly used: number;
  /** null: unlimited. */
  readonly limit: number | null;
  readonly ratio: number | null;
  readonly state: UsageState;
  readonly remaining: number | null;
  readonly graceRemaining: number;
  readonly resetsAt: string | null;
  readonly graceEndsAt: string | null;
}

/** One meter's use over its period, with what the Headroom picture draws. */
export interface MeterUsageView {
  readonly meter: string;
  readonly name: string;
  readonly limit: number | null;
  /** Percent of the limit. */
  readonly thresholds: readonly number[];
  readonly graceLimit: number | null;
  /** null for a meter that never resets. */
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly now: string;
  /** Cumulative in this period, oldest first. */
  readonly points: readonly { readonly at: string; readonly used: number }[];
  /** When the limit is reached at this period's pace; null when it isn't. */
  readonly projectedFullAt: string | null;
}
