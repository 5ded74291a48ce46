import pg from 'pg';
import type { Unlisten } from './database.ts';
import { Channels, type Listener, type Notifications } from './notifications.ts';
import { StoreError } from './store-error.ts';

/** How often the connection is asked whether it is still there: a peer that vanished without a word is found this late at most. */
const PULSE_MS = 10_000;
const ANSWER_MS = 5_000;
const RECONNECT_MS = { first: 100, last: 5_000 } as const;

/** Notifications over a connection of their own, made at the first `listen` and made again whenever it is lost. */
export class PostgresNotifications implements Notifications {
  readonly #config: pg.ClientConfig;
  readonly #channels = new Channels();
  #client: Promise<pg.Client> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(config: pg.ClientConfig) {
    this.#config = { ...config, keepAlive: true, query_timeout: ANSWER_MS };
  }

  async listen(channel: string, listener: Listener): Promise<Unlisten> {
    this.#channels.add(channel, listener);
    try {
      const client = await this.#connected();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      this.#channels.remove(channel, listener);
      throw new StoreError(
        'store-unreachable',
        `the database can't be listened to (${String(error)}); check that it runs`,
        { cause: error },
      );
    }
    return () => this.#unlisten(channel, listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = await this.#client?.catch(() => null);
    await client?.end();
  }

  async #unlisten(channel: string, listener: Listener): Promise<void> {
    if (!this.#channels.remove(channel, listener) || this.#closed) return;
    const client = await this.#client?.catch(() => null);
    // A connection that is lost has nothing to stop.
    await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
  }

  #connected(): Promise<pg.Client> {
    if (this.#client === null) {
      const connecting = this.#connect();
      connecting.catch(() => {
        if (this.#client === connecting) this.#client = null;
      });
      this.#client = connecting;
    }
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    client.on('notification', (message) => this.#channels.deliver(message));
    client.on('error', () => undefined); // 'end' follows, and is acted upon
    await client.connect();
    for (const channel of this.#channels.names) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    client.once('end', () => this.#reconnect(RECONNECT_MS.first));
    this.#feelPulse(client);
    return client;
  }

  #feelPulse(client: pg.Client): void {
    this.#schedule(PULSE_MS, () => {
      client.query('select 1').then(
        () => this.#feelPulse(client),
        () => client.end(),
      );
    });
  }

  #reconnect(pauseMs: number): void {
    if (this.#closed) return;
    this.#client = null;
    this.#schedule(pauseMs, () => {
      this.#connected().then(
        () => this.#channels.reportGap(),
        () => this.#reconnect(Math.min(pauseMs * 2, RECONNECT_MS.last)),
      );
    });
  }

  /** One timer at a time: either the connection is there and is asked, or it isn't and is made. */
  #schedule(ms: number, action: () => void): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(action, ms);
    this.#timer.unref();
  }
}
