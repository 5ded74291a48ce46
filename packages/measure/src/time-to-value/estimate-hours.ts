import { hoursUntil, type SurvivalCurve, type SurvivalStep } from './survival-curve.ts';

/** A time with the interval that it likely lies in; an end is null where the data does not reach that far. */
export interface HoursEstimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** How likely, 0 to 1. */
  readonly level: number;
}

const LEVEL = 0.95;
/** The standard normal quantile of 97.5%. */
const Z = 1.959963984540054;

/**
 * When half of them are there, with its 95% interval; null while fewer than half are. The interval is where the band around the curve
 * comes down to one half (Brookmeyer and Crowley 1982, Biometrics 38), the band being of log(-log) form, which stays within 0 and 1
 * (Kalbfleisch and Prentice 1980).
 */
export function medianHours(curve: SurvivalCurve): HoursEstimate | null {
  const value = hoursUntil(curve, 0.5);
  if (value === null) return null;
  // Where nobody is left there is no band: one that came to nought would be surer than the data is.
  const banded = curve.steps.filter(({ survival }) => survival > 0);
  const bandUntil = (side: 1 | -1): number | null =>
    hoursUntil({ ...curve, steps: banded.map((step) => ({ ...step, survival: bandAt(step, side) })) }, 0.5);
  return { value, low: bandUntil(1), high: bandUntil(-1), level: LEVEL };
}

/** The lower (`side` 1) or upper (-1) end of the band at a step whose survival lies between 0 and 1. */
function bandAt({ survival, error }: SurvivalStep, side: 1 | -1): number {
  const log = Math.log(survival);
  return survival ** Math.exp((side * Z * error) / (survival * -log));
}
