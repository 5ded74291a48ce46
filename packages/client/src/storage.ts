/** The part of Web Storage that is used. */
export type KairosStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** A storage that never throws: what can't be kept in the browser is kept as long as the page lasts. */
export interface SafeStorage {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
  keys(prefix: string): readonly string[];
}

/**
 * Wraps the host's storage, or `localStorage` where none is given. It may be missing (on a server), forbidden (a sandboxed frame, blocked
 * cookies) or full; whatever it refuses stays in memory.
 */
export function safeStorage(given: KairosStorage | undefined): SafeStorage {
  const spare = createMemoryStorage();
  const attempt = <Value>(run: (storage: KairosStorage) => Value, otherwise: () => Value): Value => {
    try {
      return run(given ?? localStorage);
    } catch {
      return otherwise();
    }
  };
  return {
    read: (key) =>
      spare.getItem(key) ??
      attempt(
        (storage) => storage.getItem(key),
        () => null,
      ),
    write: (key, value) =>
      attempt(
        (storage) => {
          storage.setItem(key, value);
          spare.removeItem(key);
        },
        () => spare.setItem(key, value),
      ),
    remove: (key) => {
      spare.removeItem(key);
      attempt(
        (storage) => storage.removeItem(key),
        () => undefined,
      );
    },
    keys: (prefix) => {
      const stored = attempt(keysOf, () => []);
      return [...new Set([...keysOf(spare), ...stored])].filter((key) => key.startsWith(prefix));
    },
  };
}

export function createMemoryStorage(): KairosStorage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

function keysOf(storage: KairosStorage): string[] {
  const all = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return all.filter((key) => key !== null);
}
