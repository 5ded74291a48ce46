import { failure, type KairosError, reasonOf } from './answer.ts';
import type { Emitter } from './emitter.ts';
import { applySnapshot, applyUsage, dropMoments, INITIAL_STATE, type KairosState, placeMoment } from './state.ts';
import { createStateStore, type StateStore, type WritableStateStore } from './state-store.ts';
import type { VisitMemory } from './visit-memory.ts';
import type { MomentView, Snapshot, UsageChange } from './wire.ts';

/** The one place where what the page knows changes: it keeps what must outlive the page, and tells who listens. */
export class LiveState {
  readonly #store: WritableStateStore<KairosState>;
  readonly #emitter: Emitter;
  #memory: VisitMemory | null = null;

  constructor(emitter: Emitter, report: (error: KairosError) => void) {
    this.#emitter = emitter;
    this.#store = createStateStore(INITIAL_STATE, (thrown) =>
      report(failure('listener-threw', `A listener of the state threw: ${reasonOf(thrown)}`).error),
    );
  }

  get store(): StateStore<KairosState> {
    return this.#store;
  }

  get(): KairosState {
    return this.#store.get();
  }

  /** From now on there is a memory to keep things in, and maybe something in it. */
  remember(memory: VisitMemory): void {
    this.#memory = memory;
    if (this.get().snapshot === null) this.#change({ ...this.get(), snapshot: memory.lastSnapshot() });
  }

  connectionIs(connection: KairosState['connection']): void {
    if (this.get().connection !== connection) this.#change({ ...this.get(), connection });
  }

  /** Ids of the moments that are in a placement now. */
  placedIds(): ReadonlySet<string> {
    return new Set(Object.values(this.get().moments).map((moment) => moment.id));
  }

  /** Takes over a snapshot that was asked for when `settled` were the moments in place. */
  takeSnapshot(snapshot: Snapshot, settled: ReadonlySet<string>): void {
    const away = this.#memory?.awayMoments() ?? new Set();
    const current = { ...snapshot, moments: snapshot.moments.filter((moment) => !away.has(moment.id)) };
    this.#change(applySnapshot(this.get(), current, settled));
    this.#memory?.keepSnapshot(current);
    this.#emitter.emit('usage', current.usage);
    this.#emitter.emit('entitlement', current.entitlements);
  }

  takeUsage(change: UsageChange): void {
    this.#change(applyUsage(this.get(), change));
    const { snapshot } = this.get();
    if (snapshot !== null) this.#memory?.keepSnapshot(snapshot);
    this.#emitter.emit('usage', change.usage);
    this.#emitter.emit('entitlement', change.entitlements);
  }

  /** Puts a moment where it is to be shown, unless it is over already, or put off until later. */
  place(placement: string, moment: MomentView): void {
    if (this.#memory?.awayMoments().has(moment.id)) return;
    this.#change(placeMoment(this.get(), placement, moment));
    this.#memory?.keepPlacedMoment(placement, moment.id);
  }

  /** The moment that this placement held on an earlier page of this session, if it is still offered. */
  resume(placement: string): boolean {
    const id = this.#memory?.placedMoment(placement) ?? null;
    const moment = this.get().snapshot?.moments.find((each) => each.id === id);
    if (moment === undefined || this.placedIds().has(moment.id)) return false;
    this.place(placement, moment);
    return true;
  }

  /** A moment is over: it goes from here, and from the other tabs. */
  end(id: string): void {
    this.#memory?.keepEndedMoment(id);
    this.drop(id);
  }

  /** A moment is not wanted before `untilMs`, in milliseconds since 1970: it goes from here, and from the other tabs. */
  putOff(id: string, untilMs: number): void {
    this.#memory?.keepPutOffMoment(id, untilMs);
    this.drop(id);
  }

  /** A moment is not to be shown now. */
  drop(id: string): void {
    this.#change(dropMoments(this.get(), new Set([id])));
  }

  /** Another tab wrote to the storage. */
  stored(key: string | null): void {
    if (this.#memory?.holdsAwayMoments(key)) this.#change(dropMoments(this.get(), this.#memory.awayMoments()));
  }

  #change(next: KairosState): void {
    const before = this.get().moments;
    this.#store.set(next);
    for (const placement of new Set([...Object.keys(before), ...Object.keys(next.moments)])) {
      const moment = next.moments[placement] ?? null;
      if (moment !== (before[placement] ?? null)) this.#emitter.emit('moment', { placement, moment });
    }
  }
}
