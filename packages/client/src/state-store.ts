/** A value that changes as a whole, and tells when it did: what `useSyncExternalStore` and its like expect. */
export interface StateStore<State> {
  get(): State;
  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

export interface WritableStateStore<State> extends StateStore<State> {
  set(next: State): void;
}

/** `onListenerError` hears of a listener that threw; the others are called all the same. */
export function createStateStore<State>(
  initial: State,
  onListenerError: (thrown: unknown) => void,
): WritableStateStore<State> {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    get: () => current,
    set(next) {
      if (next === current) return;
      current = next;
      for (const listener of [...listeners]) {
        try {
          listener();
        } catch (thrown) {
          onListenerError(thrown);
        }
      }
    },
    subscribe(listener) {
      // Wrapped, so that the same function may be subscribed twice and each can leave by itself.
      const own = (): void => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
