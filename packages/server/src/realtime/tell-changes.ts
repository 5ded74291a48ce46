import type { SSEStreamingApi } from 'hono/streaming';
import type { Environment } from '../auth/environments.ts';
import type { UserClaims } from '../auth/user-token.ts';
import { inEnvironment, type Services } from '../services.ts';
import { changesBetween, type Told } from './changes.ts';
import { tellingOf } from './telling.ts';

/** A sign of life this often keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

/**
 * Tells a browser everything once, and from then on what changed, until it goes, its token ends or the process stops. Changes are found by comparing
 * with what was told last, not by passing messages on: however many were missed or merged, the browser ends with the truth.
 */
export async function tellChanges(
  services: Services,
  { environment, claims }: { readonly environment: Environment; readonly claims: UserClaims },
  stream: SSEStreamingApi,
): Promise<void> {
  const read = (): Promise<Told> =>
    inEnvironment(services, environment, (trx, context) => tellingOf(trx, context, claims));
  const bell = new Bell();
  const unsubscribe = services.feed.subscribe({ environment: environment.id, account: claims.account }, () =>
    bell.ring('changed'),
  );
  const heartbeat = setInterval(() => bell.ring('beat'), HEARTBEAT_MS);
  const end = setTimeout(() => bell.ring('beat'), claims.expiresAt - services.wallClock());
  stream.onAbort(() => bell.ring('beat'));
  const isOver = (): boolean =>
    stream.aborted || stream.closed || services.feed.isClosed || services.wallClock() >= claims.expiresAt;
  try {
    // Subscribed first and read after: what changes in between is in the snapshot, or rings the bell.
    let told = await read();
    await stream.writeSSE({ event: 'snapshot', data: JSON.stringify(told.snapshot) });
    while (!isOver()) {
      const rung = await bell.next();
      if (isOver()) return;
      if (rung === 'beat') {
        await stream.write(': still here\n\n');
        continue;
      }
      const next = await read();
      for (const { event, data } of changesBetween(told, next))
        await stream.writeSSE({ event, data: JSON.stringify(data) });
      told = next;
    }
  } finally {
    clearInterval(heartbeat);
    clearTimeout(end);
    unsubscribe();
  }
}

type Ring = 'changed' | 'beat';

/** Somebody waits for the next ring; rings while nobody waits are kept as one, and a change outweighs a beat. */
class Bell {
  #pending: Ring | null = null;
  #wake: (() => void) | null = null;

  ring(ring: Ring): void {
    if (this.#pending !== 'changed') this.#pending = ring;
    this.#wake?.();
  }

  async next(): Promise<Ring> {
    while (this.#pending === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const ring = this.#pending;
    this.#pending = null;
    return ring;
  }
}
