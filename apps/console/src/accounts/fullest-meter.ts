import type { UsageView } from '../api/usage-view.ts';

/** The limited meter that is filled most, with its id; null where nothing is limited. Ties go to the id that comes first. */
export function fullestMeter(
  usage: Readonly<Record<string, UsageView>>,
): { readonly meter: string; readonly usage: UsageView } | null {
  const limited = Object.entries(usage)
    .filter(([, each]) => each.limit !== null)
    .toSorted(
      ([leftId, left], [rightId, right]) => (right.ratio ?? 0) - (left.ratio ?? 0) || (leftId < rightId ? -1 : 1),
    );
  const first = limited[0];
  return first === undefined ? null : { meter: first[0], usage: first[1] };
}
