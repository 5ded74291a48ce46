import pg from 'pg';
import type { Unlisten } from '../database.ts';
import { Channels, type Listener, type Notifications } from '../notifications.ts';

/** What a pool does with each connection before anyone uses it. */
type Verify = NonNullable<pg.PoolConfig['verify']>;

/** Notifications over the one connection that there is: what it hears comes along with the answers to whatever is asked. */
export class PooledNotifications implements Notifications {
  readonly pool: pg.Pool;
  readonly #channels = new Channels();
  #connections = 0;

  constructor(makePool: (verify: Verify) => pg.Pool) {
    this.pool = makePool((client, done) => void this.#introduce(client, done));
  }

  async listen(channel: string, listener: Listener): Promise<Unlisten> {
    this.#channels.add(channel, listener);
    try {
      await this.pool.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      this.#channels.remove(channel, listener);
      throw error;
    }
    return async () => {
      const isOver = this.#channels.remove(channel, listener) && !this.pool.ending;
      if (isOver) await this.pool.query(`unlisten ${pg.escapeIdentifier(channel)}`);
    };
  }

  async close(): Promise<void> {
    // It ends with the pool.
  }

  async #introduce(...[client, done]: Parameters<Verify>): Promise<void> {
    client.on('notification', (message) => this.#channels.deliver(message));
    let failure: Error | undefined;
    try {
      for (const channel of this.#channels.names) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    this.#connections += 1;
    if (this.#connections > 1) this.#channels.reportGap();
    done(failure);
  }
}
