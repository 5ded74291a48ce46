import type { Unlisten } from './database.ts';

export interface Listener {
  readonly onMessage: (payload: string) => void;
  readonly onGap: () => void;
}

/** Hears what is sent by `pg_notify`; how depends on whether there can be a connection for it alone. */
export interface Notifications {
  listen(channel: string, listener: Listener): Promise<Unlisten>;
  close(): Promise<void>;
}

/** Who listens to which channel. */
export class Channels {
  readonly #listeners = new Map<string, Set<Listener>>();

  get names(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  add(channel: string, listener: Listener): void {
    const listeners = this.#listeners.get(channel);
    if (listeners === undefined) this.#listeners.set(channel, new Set([listener]));
    else listeners.add(listener);
  }

  /** True when nobody listens to the channel any more. */
  remove(channel: string, listener: Listener): boolean {
    const listeners = this.#listeners.get(channel);
    if (listeners === undefined || !listeners.delete(listener) || listeners.size > 0) return false;
    return this.#listeners.delete(channel);
  }

  deliver({ channel, payload = '' }: { readonly channel: string; readonly payload?: string | undefined }): void {
    for (const listener of [...(this.#listeners.get(channel) ?? [])]) listener.onMessage(payload);
  }

  reportGap(): void {
    for (const listener of [...this.#listeners.values()].flatMap((listeners) => [...listeners])) listener.onGap();
  }
}
