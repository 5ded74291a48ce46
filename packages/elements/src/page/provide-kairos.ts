import type { Kairos } from '@kairos/client';
import { pageWide } from './page-wide.ts';

interface Provided {
  client: Kairos | null;
  readonly listeners: Set<() => void>;
}

const provided = pageWide<Provided>('client', () => ({ client: null, listeners: new Set() }));

/** Gives a client to every Kairos element on the page that has none of its own, now and later. null takes it back. */
export function provideKairos(client: Kairos | null): void {
  provided.client = client;
  for (const listener of [...provided.listeners]) listener();
}

export function providedKairos(): Kairos | null {
  return provided.client;
}

/** Calls back when another client is provided, until the returned function is called. */
export function onProvided(listener: () => void): () => void {
  provided.listeners.add(listener);
  return () => void provided.listeners.delete(listener);
}
