/** How long something was watched, and whether what it was watched for came, or the watching ended before (it is censored). */
export interface Watch {
  /** From the start until it came, or until now where it hasn't. Never negative. */
  readonly hours: number;
  readonly reached: boolean;
}

/** The share that has not got there yet, right after each time at which somebody did. */
export interface SurvivalCurve {
  readonly watched: number;
  readonly reached: number;
  /** Rising in time; empty where nobody got there. */
  readonly steps: readonly SurvivalStep[];
}

export interface SurvivalStep {
  readonly hours: number;
  /** How many were still on the way just before. */
  readonly atRisk: number;
  readonly reached: number;
  /** The estimated share that is still on the way just after, 0 to 1. */
  readonly survival: number;
  /** Greenwood's standard error of `survival`. */
  readonly error: number;
}

/**
 * The Kaplan-Meier estimate of how long it takes, with those who are still on the way counted for as long as they were watched: leaving
 * them out would make it look quicker than it is. (Kaplan and Meier 1958, JASA 53; Greenwood 1926 for the error.) n log n.
 */
export function survivalCurve(watches: readonly Watch[]): SurvivalCurve {
  const sorted = watches.toSorted((left, right) => left.hours - right.hours);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let variance = 0;
  let reachedInAll = 0;
  for (let index = 0; index < sorted.length; ) {
    const hours = sorted[index]?.hours ?? 0;
    const atRisk = sorted.length - index;
    let reached = 0;
    for (; sorted[index]?.hours === hours; index += 1) reached += sorted[index]?.reached === true ? 1 : 0;
    if (reached === 0) continue;
    reachedInAll += reached;
    survival *= 1 - reached / atRisk;
    // Where all of the rest get there at once the share is 0, and Greenwood's formula says nothing.
    variance += atRisk === reached ? 0 : reached / (atRisk * (atRisk - reached));
    steps.push({ hours, atRisk, reached, survival, error: survival * Math.sqrt(variance) });
  }
  return { watched: sorted.length, reached: reachedInAll, steps };
}

/** The share still on the way at a time. */
export function survivalAt({ steps }: SurvivalCurve, hours: number): number {
  return steps.findLast((step) => step.hours <= hours)?.survival ?? 1;
}

/** Shares are products of fractions: this close they are the same. */
const CLOSE = 1e-9;

/**
 * When the share that is still on the way comes down to `share`; null when it has not yet. Where it stands at exactly that share for a
 * while, the middle of it, so that the median of uncensored times is their usual median.
 */
export function hoursUntil({ steps }: SurvivalCurve, share: number): number | null {
  const index = steps.findIndex((step) => step.survival <= share + CLOSE);
  const step = steps[index];
  if (step === undefined) return null;
  const next = steps[index + 1];
  return next !== undefined && Math.abs(step.survival - share) <= CLOSE ? (step.hours + next.hours) / 2 : step.hours;
}
