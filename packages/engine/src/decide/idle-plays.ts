import type { Catalog, Play } from '../catalog/catalog.ts';
import type { Signal } from '../observe/account.ts';
import { refuseIdle } from './judge-proactive.ts';
import type { PlayTrace } from './trace.ts';

/**
 * What the trace says of each play while none of its signals is active, by the play's id: most plays, most of the time, so it is worked
 * out once for all decisions. Not of plays with a schedule: what is said of them is another thing at another time.
 */
export function idleTraces({ plays }: Catalog): ReadonlyMap<string, PlayTrace> {
  return new Map(
    plays
      .filter(({ schedule }) => schedule === undefined)
      .map((play) => [play.id, { play: play.id, outcome: 'refused', rules: refuseIdle(play) }]),
  );
}

/** Whether one of the signals that start a play is active. */
export function isStarted({ trigger }: Play, active: readonly Signal[]): boolean {
  return active.some(({ signal }) => trigger.includes(signal));
}
