import type { DecisionView } from '../../api/decision-view.ts';
import type { TimelineEntry } from '../../api/timeline-entry.ts';
import type { LinePoint } from './line-point.ts';
import { momentPoints, silencedPoints } from './moment-points.ts';
import { type PlanChange, planChanges } from './plan-changes.ts';
import { signalPoint } from './signal-point.ts';

/** One account's life as a line: what happened on it, and the plan it was on. Instants are milliseconds since 1970. */
export interface MomentLine {
  readonly from: number;
  readonly to: number;
  /** Whether it begins where the account began; false when earlier entries weren't loaded. */
  readonly isWhole: boolean;
  /** The plans it was on, one after the other; each one's level is that of the step before it, up or down by one. */
  readonly stretches: readonly Stretch[];
  /** Everything that can be looked at, oldest first. */
  readonly points: readonly LinePoint[];
  /** When product events happened. */
  readonly events: readonly number[];
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly plan: string;
  readonly level: number;
}

export interface MomentLineSource {
  /** Newest first, as the API gives them. */
  readonly entries: readonly TimelineEntry[];
  readonly decisions: readonly DecisionView[];
  readonly hasEarlier: boolean;
  readonly since: string;
  readonly now: string;
  /** The plan it is on now. */
  readonly plan: { readonly id: string; readonly name: string };
  /** Names of plans by their ids, as far as they are known. */
  readonly planNames: ReadonlyMap<string, string>;
  readonly currency: string;
  readonly timeZone: string;
}

/** Draws an account's timeline and decisions together into one line. Decisions older than the line are left out. */
export function momentLine(source: MomentLineSource): MomentLine {
  const { entries, decisions, hasEarlier, plan } = source;
  const to = Date.parse(source.now);
  const oldest = entries.at(-1);
  const start = hasEarlier && oldest !== undefined ? oldest.at : source.since;
  const from = Math.min(Date.parse(start), to - 60_000);
  const planName = (id: string) => (id === plan.id ? plan.name : (source.planNames.get(id) ?? id));
  const changes = planChanges(entries, { planName, currency: source.currency });
  const points = [
    ...entries.flatMap((entry) => (entry.kind === 'signal' ? [signalPoint(entry)] : [])),
    ...momentPoints(entries, { decisions, timeZone: source.timeZone }),
    ...silencedPoints(decisions, source.timeZone).filter((point) => point.at >= from),
    ...changes.map((change) => change.point),
  ];
  return {
    from,
    to,
    isWhole: !hasEarlier,
    stretches: stretchesOf(changes, { from, to, current: plan.name }),
    points: points.toSorted((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1)),
    events: entries.flatMap((entry) => (entry.kind === 'event' ? [Date.parse(entry.at)] : [])),
  };
}

function stretchesOf(
  changes: readonly PlanChange[],
  { from, to, current }: { readonly from: number; readonly to: number; readonly current: string },
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let level = 0;
  let start = from;
  for (const change of changes) {
    stretches.push({ from: start, to: change.point.at, plan: change.from, level });
    level += change.isUp ? 1 : -1;
    start = change.point.at;
  }
  stretches.push({ from: start, to, plan: current, level });
  const lowest = Math.min(...stretches.map((stretch) => stretch.level));
  return stretches.map((stretch) => ({ ...stretch, level: stretch.level - lowest }));
}
