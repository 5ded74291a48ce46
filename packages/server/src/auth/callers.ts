import type { WallClock } from '../clock.ts';
import { hashSecret } from '../ids.ts';
import { KEYS_CHANNEL } from '../log/announce.ts';
import type { Database, Unlisten } from '../store/database.ts';
import type { Caller } from './environments.ts';
import { findCaller } from './find-caller.ts';

/** A key is looked up again after so long, whether or not anything was heard of it: a line that is silently dead hides no more than this. */
export const MAX_CALLER_AGE_MS = 10_000;

interface Kept {
  readonly caller: Caller;
  readonly readAt: number;
}

/**
 * Who each key belongs to, kept in this process so that a request needs no look-up. A key that is revoked here is refused from then on;
 * one that another process revoked, as soon as its notice arrives, and 10 seconds later at most. Keys that nobody has are not kept.
 */
export class Callers {
  readonly #database: Database;
  readonly #wallClock: WallClock;
  readonly #byHash = new Map<string, Kept>();
  /** Counts what was forgotten, so that a reading begun before is not kept after. */
  #forgotten = 0;
  #unlisten: Unlisten = async () => undefined;

  constructor(database: Database, wallClock: WallClock) {
    this.#database = database;
    this.#wallClock = wallClock;
  }

  /** Begins to hear which environments' keys changed in other processes. */
  async open(): Promise<void> {
    this.#unlisten = await this.#database.listen(
      KEYS_CHANNEL,
      (environment) => this.forget(environment),
      () => this.#forgetAll(),
    );
  }

  /** Who a key belongs to; null for a key that nobody has, or that was revoked. */
  async find(key: string): Promise<Caller | null> {
    const hash = hashSecret(key);
    const now = this.#wallClock();
    const kept = this.#byHash.get(hash);
    if (kept !== undefined && now >= kept.readAt && now < kept.readAt + MAX_CALLER_AGE_MS) return kept.caller;
    const forgotten = this.#forgotten;
    const caller = await findCaller(this.#database, key, Math.floor(now));
    if (caller === null) this.#byHash.delete(hash);
    else if (forgotten === this.#forgotten) this.#byHash.set(hash, { caller, readAt: now });
    return caller;
  }

  /** Looks up the keys of an environment anew from now on. */
  forget(environment: string): void {
    this.#forgotten += 1;
    for (const [hash, { caller }] of this.#byHash) {
      if (caller.environment.id === environment) this.#byHash.delete(hash);
    }
  }

  async close(): Promise<void> {
    await this.#unlisten();
  }

  #forgetAll(): void {
    this.#forgotten += 1;
    this.#byHash.clear();
  }
}
