/** One moment and the instants at which it took its steps, in milliseconds since 1970; null for a step it has not taken. */
export interface FunnelMoment {
  readonly play: string;
  /** The signal that started it; null for an answer to what a user walked into before any signal fired. */
  readonly signal: string | null;
  readonly offeredAt: number;
  readonly shownAt: number | null;
  readonly clickedAt: number | null;
  readonly checkoutAt: number | null;
  readonly dismissedAt: number | null;
  readonly convertedAt: number | null;
  /** Monthly recurring revenue that it added, in minor units; null unless it converted. */
  readonly mrrDelta: number | null;
}

/** Counts of moments, and what follows from them. Rates are fractions from 0 to 1, null where there is nothing to divide by. */
export interface FunnelFigures {
  readonly eligible: number;
  readonly shown: number;
  readonly clicked: number;
  readonly checkoutStarted: number;
  readonly converted: number;
  readonly dismissed: number;
  /** shown / eligible (S0.29). */
  readonly impressionRate: number | null;
  /** clicked / shown: the primary measure of how a moment is designed (S0.30). */
  readonly clickRate: number | null;
  /** converted / shown (S0.31). */
  readonly conversionRate: number | null;
  /** Added monthly recurring revenue, in minor units. */
  readonly revenue: number;
  /** revenue / converted (S0.32); may be a fraction of a minor unit. */
  readonly revenuePerConversion: number | null;
  /** From offered to converted (S1.53). */
  readonly medianHoursToConvert: number | null;
}

export interface FunnelRow extends FunnelFigures {
  readonly key: string;
}

export interface Funnel {
  /** One row a key, in the order of the keys' code units. */
  readonly rows: readonly FunnelRow[];
  /** Over all moments together, so that every rate is weighted by its own count (S1.49): never the mean of the rows' rates. */
  readonly totals: FunnelFigures;
}

/** The key of moments that no signal started. */
const NO_SIGNAL = 'walked-into';

const HOUR_MS = 3_600_000;

/** Counts moments from eligible to converted, by play or by signal. */
export function funnel(moments: readonly FunnelMoment[], { by }: { readonly by: 'play' | 'signal' }): Funnel {
  const groups = new Map<string, FunnelMoment[]>();
  for (const moment of moments) {
    const key = by === 'play' ? moment.play : (moment.signal ?? NO_SIGNAL);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [moment]);
    else group.push(moment);
  }
  const rows = [...groups].map(([key, group]) => ({ key, ...figures(group) }));
  return { rows: rows.toSorted((left, right) => (left.key < right.key ? -1 : 1)), totals: figures(moments) };
}

function figures(moments: readonly FunnelMoment[]): FunnelFigures {
  const count = (took: (moment: FunnelMoment) => unknown): number =>
    moments.filter((moment) => took(moment) !== null).length;
  const eligible = moments.length;
  // What was clicked, or led to a purchase, was seen, whether or not the page came to say so.
  const shown = count((moment) => moment.shownAt ?? moment.clickedAt ?? moment.checkoutAt ?? moment.convertedAt);
  const clicked = count((moment) => moment.clickedAt);
  const converted = count((moment) => moment.convertedAt);
  const revenue = moments.reduce((sum, moment) => sum + (moment.convertedAt === null ? 0 : (moment.mrrDelta ?? 0)), 0);
  return {
    eligible,
    shown,
    clicked,
    checkoutStarted: count((moment) => moment.checkoutAt),
    converted,
    dismissed: count((moment) => moment.dismissedAt),
    impressionRate: rate(shown, eligible),
    clickRate: rate(clicked, shown),
    conversionRate: rate(converted, shown),
    revenue,
    revenuePerConversion: rate(revenue, converted),
    medianHoursToConvert: median(
      moments.flatMap((moment) =>
        moment.convertedAt === null ? [] : (moment.convertedAt - moment.offeredAt) / HOUR_MS,
      ),
    ),
  };
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
