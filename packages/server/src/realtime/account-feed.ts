import type { AccountsChanged } from '../log/announce.ts';
import { ACCOUNTS_CHANNEL, ENVIRONMENTS_CHANNEL } from '../log/announce.ts';
import type { Database, Unlisten } from '../store/database.ts';

/** Called when an account changed, or may have. */
export type OnChange = () => void;

/**
 * Who in this process wants to hear of changes of which account. Changes come from every process through the database, after commit;
 * when the line to the database was lost and found again, everyone is told, since something may have been missed.
 */
export class AccountFeed {
  readonly #listeners = new Map<string, Set<OnChange>>();
  #unlisten: readonly Unlisten[] = [];
  #isClosed = false;

  /** Begins to hear; `onEnvironment` is told of an environment whose config or clock changed. */
  async open(database: Database, onEnvironment: (environment: string) => void): Promise<void> {
    const tellAll = (): void => this.#tellAll();
    this.#unlisten = [
      await database.listen(ACCOUNTS_CHANNEL, (payload) => this.#heard(payload), tellAll),
      await database.listen(
        ENVIRONMENTS_CHANNEL,
        (environment) => {
          onEnvironment(environment);
          this.#tellAll(environment);
        },
        tellAll,
      ),
    ];
  }

  /** Hears of one account until the answered function is called. */
  subscribe(
    { environment, account }: { readonly environment: string; readonly account: string },
    onChange: OnChange,
  ): () => void {
    const key = keyOf(environment, account);
    const listeners = this.#listeners.get(key) ?? new Set();
    listeners.add(onChange);
    this.#listeners.set(key, listeners);
    return () => {
      listeners.delete(onChange);
      if (listeners.size === 0) this.#listeners.delete(key);
    };
  }

  /** How many are listening, for the metrics. */
  get size(): number {
    return [...this.#listeners.values()].reduce((count, listeners) => count + listeners.size, 0);
  }

  /** Whether no more will be heard: whoever waits should stop. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Wakes everyone a last time, and hears no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#tellAll();
    await Promise.all(this.#unlisten.map((unlisten) => unlisten()));
    this.#unlisten = [];
    this.#listeners.clear();
  }

  #heard(payload: string): void {
    const { environment, accounts } = JSON.parse(payload) as AccountsChanged;
    for (const account of accounts) {
      for (const onChange of this.#listeners.get(keyOf(environment, account)) ?? []) onChange();
    }
  }

  #tellAll(environment?: string): void {
    for (const [key, listeners] of this.#listeners) {
      if (environment !== undefined && !key.startsWith(`${environment}/`)) continue;
      for (const onChange of listeners) onChange();
    }
  }
}

function keyOf(environment: string, account: string): string {
  return `${environment}/${account}`;
}
