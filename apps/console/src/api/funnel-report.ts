/** The funnel of a period: users at each step, and the rates between (S0.29-S0.32). */
export interface FunnelReport {
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly rows: readonly FunnelRow[];
  readonly totals: FunnelCounts;
  /** What a reader must know to read the numbers right, in sentences. */
  readonly notes: readonly string[];
}

export interface FunnelRow extends FunnelCounts {
  /** The play's or the signal's id. */
  readonly key: string;
}

export interface FunnelCounts {
  readonly eligible: number;
  readonly shown: number;
  readonly clicked: number;
  readonly checkoutStarted: number;
  readonly converted: number;
  readonly dismissed: number;
  /** Shown of eligible; null where nobody was eligible. */
  readonly impressionRate: number | null;
  /** Clicked of shown. */
  readonly clickRate: number | null;
  /** Converted of shown. */
  readonly conversionRate: number | null;
  /** Monthly recurring revenue added, in minor units. */
  readonly revenue: number;
  readonly revenuePerConversion: number | null;
  readonly medianHoursToConvert: number | null;
}
