/** Lets tests wait for a condition, which is looked at whenever its owner says that something changed. */
export class Conditions {
  readonly #waiting = new Set<() => void>();

  /** Resolves once the condition holds. */
  readonly until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });

  changed(): void {
    for (const look of [...this.#waiting]) look();
  }
}
