/** Where weekly use is heading. `unknown` until there are enough complete weeks to tell. */
export type Trend = 'declining' | 'plateau' | 'growing' | 'unknown';

export interface TrendReading {
  readonly trend: Trend;
  /** Change a week, as a share of the typical week: -0.1 is a tenth less every week. null while unknown. */
  readonly slope: number | null;
  readonly weeks: number;
}

/** Fewer complete weeks than this say nothing. */
const MIN_WEEKS = 4;
/** A typical week that changes by less than this share a week is a plateau. */
const FLAT = 0.05;

/**
 * Reads the trend of weekly counts by the Theil-Sen estimator: the median of the slopes between all pairs of weeks, over the median
 * week. One odd week (a holiday, an import) does not move it, unlike a regression. (Sen 1968, JASA 63; at most 13 weeks, 78 pairs.)
 */
export function readTrend(weeks: readonly number[]): TrendReading {
  const counted = weeks.slice(firstActive(weeks));
  if (counted.length < MIN_WEEKS) return { trend: 'unknown', slope: null, weeks: counted.length };
  const slopes: number[] = [];
  counted.forEach((later, index) => {
    for (let before = 0; before < index; before += 1) slopes.push((later - (counted[before] ?? 0)) / (index - before));
  });
  const typical = Math.max(median(counted), mean(counted));
  const slope = typical === 0 ? 0 : median(slopes) / typical;
  const trend = slope <= -FLAT ? 'declining' : slope >= FLAT ? 'growing' : 'plateau';
  return { trend, slope, weeks: counted.length };
}

function firstActive(weeks: readonly number[]): number {
  const index = weeks.findIndex((count) => count > 0);
  return index < 0 ? weeks.length : index;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
