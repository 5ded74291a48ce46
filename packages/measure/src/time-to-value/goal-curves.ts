import { type HoursEstimate, medianHours } from './estimate-hours.ts';
import { hoursUntil, type SurvivalCurve, survivalCurve, type Watch } from './survival-curve.ts';

/** What is reached: a milestone, an outcome, a workflow completed for the first time, or the first of any workflow. */
export interface Goal {
  readonly kind: 'milestone' | 'outcome' | 'workflow' | 'first-workflow';
  readonly id: string;
}

/** One account on its way to one goal. */
export interface GoalWatch extends Goal, Watch {
  readonly segment: string;
}

/** How long the accounts of one segment take to one goal. */
export interface GoalCurve extends Goal {
  readonly segment: string;
  readonly curve: SurvivalCurve;
}

/** Time to value of one segment and goal (S2.3), in hours since the account was first seen. */
export interface GoalFigures extends Goal {
  readonly segment: string;
  readonly accounts: number;
  readonly reached: number;
  /** reached / accounts, so far. */
  readonly share: number;
  /** When a quarter, half and three quarters of them are there, by Kaplan-Meier; null while too few are. */
  readonly lowerQuartileHours: number | null;
  readonly medianHours: HoursEstimate | null;
  readonly upperQuartileHours: number | null;
}

/** Of more segments than this the smallest are counted together. */
export const MAX_SEGMENTS = 50;
/** The segment of those that are counted together. */
export const OTHER_SEGMENTS = 'other';

/** One curve a segment and goal: segments and goals in the order of their code units. */
export function goalCurves(watches: readonly GoalWatch[]): readonly GoalCurve[] {
  const kept = largestSegments(watches);
  const groups = new Map<string, { readonly goal: Goal & { readonly segment: string }; readonly watches: Watch[] }>();
  for (const watch of watches) {
    const segment = kept.has(watch.segment) ? watch.segment : OTHER_SEGMENTS;
    const { kind, id } = watch;
    const key = JSON.stringify([segment, kind, id]);
    const group = groups.get(key) ?? { goal: { segment, kind, id }, watches: [] };
    group.watches.push(watch);
    groups.set(key, group);
  }
  return [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, group]) => ({ ...group.goal, curve: survivalCurve(group.watches) }));
}

export function goalFigures({ segment, kind, id, curve }: GoalCurve): GoalFigures {
  return {
    segment,
    kind,
    id,
    accounts: curve.watched,
    reached: curve.reached,
    share: curve.watched === 0 ? 0 : curve.reached / curve.watched,
    lowerQuartileHours: hoursUntil(curve, 0.75),
    medianHours: medianHours(curve),
    upperQuartileHours: hoursUntil(curve, 0.25),
  };
}

function largestSegments(watches: readonly GoalWatch[]): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  for (const { segment } of watches) sizes.set(segment, (sizes.get(segment) ?? 0) + 1);
  const ranked = [...sizes].toSorted(
    ([leftName, left], [rightName, right]) => right - left || (leftName < rightName ? -1 : 1),
  );
  return new Set(ranked.slice(0, MAX_SEGMENTS).map(([segment]) => segment));
}
