import type { DecisionView } from '../../api/decision-view.ts';
import type { MomentEntry, MomentStep, TimelineEntry } from '../../api/timeline-entry.ts';
import type { MomentLook } from '../../parts/glyphs.tsx';
import { countText } from '../../text/number.ts';
import { timeText, withReadableTimes } from '../../text/time.ts';
import { type Silenced, silencedBy } from '../decision-outcome.ts';
import type { LinePoint } from './line-point.ts';

const DAY_MS = 24 * 60 * 60_000;

const STEP_WORD: Readonly<Record<MomentStep, string>> = {
  offered: 'offered',
  shown: 'shown',
  clicked: 'clicked',
  'checkout-started': 'checkout started',
  converted: 'converted',
  dismissed: 'answered with "not now"',
  expired: 'expired',
};

/** The moments of a timeline, one point each: where it was shown (offered, if it never was), with all the steps it took. */
export function momentPoints(
  entries: readonly TimelineEntry[],
  { decisions, timeZone }: { readonly decisions: readonly DecisionView[]; readonly timeZone: string },
): readonly LinePoint[] {
  const steps = entries.filter((entry): entry is MomentEntry => entry.kind === 'moment').toReversed();
  return [...new Set(steps.map((step) => step.moment))].flatMap((moment) => {
    const taken = steps.filter((step) => step.moment === moment);
    const first = taken.find((step) => step.step === 'shown') ?? taken[0];
    if (first === undefined) return [];
    const told = taken.map((step) => `${STEP_WORD[step.step]} ${timeText(step.at, timeZone)}`).join(', ');
    return [
      {
        id: `moment ${moment}`,
        at: Date.parse(first.at),
        kind: 'moment',
        title: first.play,
        detail: `Moment: ${told}.`,
        label: '',
        look: lookOf(taken),
        decision: decisions.find((decision) => decision.moment === moment)?.id ?? null,
      } satisfies LinePoint,
    ];
  });
}

/**
 * The moments that weren't: decisions in which a play's trigger held and a later rule refused it. Those of one play and rule within
 * a day of the first are one point, so that a user who comes back every minute doesn't paint the line full.
 */
export function silencedPoints(decisions: readonly DecisionView[], timeZone: string): readonly LinePoint[] {
  const groups: SilencedGroup[] = [];
  for (const decision of decisions.toReversed()) {
    const silenced = silencedBy(decision);
    if (silenced === null) continue;
    const at = Date.parse(decision.at);
    const open = groups.findLast(
      (group) =>
        group.silenced.play === silenced.play && group.silenced.rule === silenced.rule && at < group.at + DAY_MS,
    );
    if (open === undefined) groups.push({ silenced, at, count: 1, decision: decision.id });
    else open.count += 1;
  }
  return groups.map((group) => silencedPoint(group, timeZone));
}

interface SilencedGroup {
  readonly silenced: Silenced;
  readonly at: number;
  readonly decision: string;
  count: number;
}

function silencedPoint({ silenced, at, count, decision }: SilencedGroup, timeZone: string): LinePoint {
  const { play, rule, detail } = silenced;
  const word = rule === 'holdout' ? 'Held out' : 'Silenced';
  const times = count === 1 ? '' : `, ${countText(count)} times within a day`;
  return {
    id: `silenced ${decision}`,
    at,
    kind: 'moment',
    title: play,
    detail: `${word} by ${rule}${times}: ${withReadableTimes(detail, timeZone)}.`,
    label: '',
    look: 'silenced',
    decision,
  };
}

function lookOf(steps: readonly MomentEntry[]): MomentLook {
  if (steps.some((step) => step.step === 'converted')) return 'converted';
  return steps.every((step) => step.step === 'offered' || step.step === 'expired') ? 'silenced' : 'shown';
}
