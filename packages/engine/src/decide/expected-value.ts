import type { MinorUnits } from '../kernel/money.ts';

/** What became of a play's offers so far: the team's own record, worked out from all accounts elsewhere. */
export interface PlayOutcomes {
  readonly shown: number;
  readonly converted: number;
  /** Of the converted, those that stepped down again or left within six months (S2.62, S4.19). */
  readonly regretted: number;
}

/** By play. */
export type OutcomeTable = Readonly<Record<string, PlayOutcomes>>;

/** As many offers as the reference weighs: after so many of its own, a team's record counts as much as the documents' claim. */
const REFERENCE_OFFERS = 20;

/** Where the documents claim nothing of a signal: the lower end of what they give for offers in general (S1.55). */
const UNKNOWN_PERCENT: readonly [number, number] = [10, 10];

/**
 * The chance that an offer is taken and kept: the mean of a Beta posterior. Its prior has the middle of the one range that the
 * documents give for the signal (S1.35-S1.44) and the weight of 20 offers; the team's own outcomes are the data. It orders offers and
 * is shown to nobody as a forecast (X7).
 */
export function chanceOf(
  reference: readonly [low: number, high: number] | null,
  outcomes: PlayOutcomes | null,
): number {
  const [low, high] = reference ?? UNKNOWN_PERCENT;
  const taken = ((low + high) / 200) * REFERENCE_OFFERS;
  if (outcomes === null) return taken / REFERENCE_OFFERS;
  const kept = Math.max(0, outcomes.converted - outcomes.regretted);
  const shown = Math.max(outcomes.shown, outcomes.converted);
  return (taken + kept) / (REFERENCE_OFFERS + shown);
}

/** What an offer is expected to add a month, in minor units and their fractions: the chance that it is taken, times what it adds. */
export function expectedValue(chance: number, priceDelta: MinorUnits): number {
  return chance * priceDelta;
}
