import type { DecisionView } from '../api/decision-view.ts';
import { silencedBy } from './decision-outcome.ts';

/** Decisions of a list that are shown as one: a single one, or a run of those in which nothing was at stake. Never empty. */
export type DecisionGroup = readonly [DecisionView, ...DecisionView[]];

/**
 * Groups a list of decisions, in its order: those that offered something or were silenced stand alone; those in which no trigger held,
 * which a busy product asks for all day, are one group as long as nothing else comes between.
 */
export function groupDecisions(decisions: readonly DecisionView[]): readonly DecisionGroup[] {
  const groups: [DecisionView, ...DecisionView[]][] = [];
  for (const decision of decisions) {
    const open = groups.at(-1);
    if (open !== undefined && isQuiet(open[0]) && isQuiet(decision)) open.push(decision);
    else groups.push([decision]);
  }
  return groups;
}

function isQuiet(decision: DecisionView): boolean {
  return decision.moment === null && silencedBy(decision) === null;
}
