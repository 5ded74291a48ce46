import { hoursUntil, type SurvivalCurve, survivalAt } from './survival-curve.ts';

/** When one that is under way is likely to get there, in hours since its start; an end is null where nobody took that long yet. */
export interface PredictedHours {
  /** A quarter of those like it are there. */
  readonly from: number;
  readonly median: number | null;
  /** Three quarters are. */
  readonly to: number | null;
}

/**
 * Predicts from how long it took the others, given that this one was not there after `elapsedHours` (S2.3): the quartiles of the curve
 * from there on. null where nobody took longer, so that there is nothing to go by.
 */
export function predictHours(curve: SurvivalCurve, elapsedHours: number): PredictedHours | null {
  const left = survivalAt(curve, elapsedHours);
  if (left <= 0) return null;
  const from = hoursUntil(curve, left * 0.75);
  if (from === null) return null;
  return { from, median: hoursUntil(curve, left * 0.5), to: hoursUntil(curve, left * 0.25) };
}
