import type { TimelineEntry } from '../../api/timeline-entry.ts';
import { moneyChangeText } from '../../text/money.ts';
import type { LinePoint } from './line-point.ts';

/** A step from one plan to another. */
export interface PlanChange {
  readonly from: string;
  readonly to: string;
  readonly isUp: boolean;
  readonly point: LinePoint;
}

/** The plan changes of a timeline, oldest first; a change that adds no revenue counts as a step down. */
export function planChanges(
  entries: readonly TimelineEntry[],
  { planName, currency }: { readonly planName: (id: string) => string; readonly currency: string },
): readonly PlanChange[] {
  return entries.toReversed().flatMap((entry) => {
    if (entry.kind !== 'upgrade') return [];
    const isUp = entry.mrrDelta > 0;
    const [from, to] = [planName(entry.from), planName(entry.to)];
    const point: LinePoint = {
      id: `upgrade ${entry.upgrade}`,
      at: Date.parse(entry.at),
      kind: 'upgrade',
      title: `${from} to ${to}`,
      detail: `${isUp ? 'Upgrade' : 'Downgrade'}: ${moneyChangeText(entry.mrrDelta, currency)} a month.`,
      label: '',
      look: null,
      decision: null,
    };
    return [{ from, to, isUp, point }];
  });
}
