import type { Slot, SlotSpec } from './schema.ts';

/** The slots that a set of conditions reads, each once, in the order in which they were first named. */
export class SlotTable<Spec extends SlotSpec> {
  readonly #byName = new Map<string, Slot<Spec>>();

  add(name: string, key: string, spec: Spec): Slot<Spec> {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const slot = { name, key, spec, index: this.#byName.size };
    this.#byName.set(name, slot);
    return slot;
  }

  /** What the slot at a place was declared as. */
  specAt(index: number): Spec | undefined {
    return this.list()[index]?.spec;
  }

  list(): readonly Slot<Spec>[] {
    return [...this.#byName.values()];
  }
}
