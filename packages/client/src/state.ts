import type { MomentView, Snapshot, UsageChange } from './wire.ts';

/** What the page knows, in one piece that never changes in place. */
export interface KairosState {
  /** `live`: what is shown is what the server says now. Otherwise it is what it last said. */
  readonly connection: 'idle' | 'connecting' | 'live' | 'offline';
  /** What the server last said; null when it never has. */
  readonly snapshot: Snapshot | null;
  /** By placement: the moment that is there to be shown. */
  readonly moments: Readonly<Record<string, MomentView>>;
}

export const INITIAL_STATE: KairosState = { connection: 'idle', snapshot: null, moments: {} };

/**
 * Takes over a whole new snapshot. A moment stays in its placement as long as it is offered still; with another plan none does.
 * `settled` are the ids that the server had answered before it made the snapshot: of these alone, absence means that they are over.
 */
export function applySnapshot(state: KairosState, snapshot: Snapshot, settled: ReadonlySet<string>): KairosState {
  const isNewPlan = state.snapshot !== null && state.snapshot.plan.id !== snapshot.plan.id;
  const offered = new Map(snapshot.moments.map((moment) => [moment.id, moment]));
  const kept = Object.entries(state.moments).flatMap(([placement, moment]) => {
    const fresh = offered.get(moment.id) ?? (settled.has(moment.id) ? null : moment);
    return isNewPlan || fresh === null ? [] : [[placement, fresh] as const];
  });
  return { ...state, snapshot, moments: Object.fromEntries(kept) };
}

/** Takes over the meters that changed, and the words of moments that speak of them. */
export function applyUsage(state: KairosState, { usage, entitlements, moments = [] }: UsageChange): KairosState {
  const { snapshot } = state;
  if (snapshot === null) return state;
  const reworded = new Map(moments.map((moment) => [moment.id, moment]));
  const inNewWords = (moment: MomentView): MomentView => reworded.get(moment.id) ?? moment;
  const changed: Snapshot = {
    ...snapshot,
    usage: { ...snapshot.usage, ...usage },
    entitlements: { ...snapshot.entitlements, ...entitlements },
    moments: snapshot.moments.map(inNewWords),
  };
  const placed = Object.entries(state.moments).map(([placement, moment]) => [placement, inNewWords(moment)]);
  return { ...state, snapshot: changed, moments: Object.fromEntries(placed) };
}

/** Puts a moment into a placement, and takes it out of any other: one moment is never on a page twice. */
export function placeMoment(state: KairosState, placement: string, moment: MomentView): KairosState {
  const others = Object.entries(state.moments).filter(([, each]) => each.id !== moment.id);
  return { ...state, moments: { ...Object.fromEntries(others), [placement]: moment } };
}

/** Takes moments that are over out of everything. */
export function dropMoments(state: KairosState, ids: ReadonlySet<string>): KairosState {
  const placed = Object.entries(state.moments).filter(([, moment]) => !ids.has(moment.id));
  const snapshot =
    state.snapshot === null
      ? null
      : { ...state.snapshot, moments: state.snapshot.moments.filter((moment) => !ids.has(moment.id)) };
  return { ...state, snapshot, moments: Object.fromEntries(placed) };
}
