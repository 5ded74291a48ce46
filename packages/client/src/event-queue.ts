import { parseJson } from './parse-json.ts';
import { fits } from './shape.ts';
import type { SafeStorage } from './storage.ts';
import type { Claims } from './user-token.ts';

/** One event, as Segment's tracking API takes it. */
export interface TrackEvent {
  readonly type: 'track';
  /** Makes the event idempotent: sent twice, it counts once. */
  readonly messageId: string;
  readonly userId: string;
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly timestamp: string;
  readonly context: { readonly groupId: string; readonly library: { readonly name: string } };
}

/** After this long an event is not waiting for its own tab any more: that tab is gone, or can't send. */
const ORPHAN_AFTER_MS = 30_000;
/** About what a storage of 5 MB holds beside everything else. */
export const QUEUE_LIMIT = 1_000;

/** Events that wait to be sent. */
export interface EventQueue {
  /** false: the queue is full. */
  add(event: TrackEvent): boolean;
  /** The oldest events, at most `count` of them and `bytes` of JSON: this tab's, and those that other tabs left behind. */
  next(limits: { readonly count: number; readonly bytes: number }): readonly TrackEvent[];
  remove(messageIds: readonly string[]): void;
}

/**
 * Keeps events in this page, and in the storage for the case that the page goes before they do. Each event has a key of its own, so that
 * tabs never write over each other's; two tabs that send the same one are put right by its `messageId`.
 */
export function createEventQueue({
  storage,
  publishableKey,
  now,
}: {
  readonly storage: SafeStorage;
  readonly publishableKey: string;
  readonly now: () => number;
}): EventQueue {
  const prefix = `kairos:${encodeURIComponent(publishableKey)}:event:`;
  const own = new Map<string, TrackEvent>();

  /** Reads what other tabs left; what can't be read is thrown away. */
  function adoptOrphans(): void {
    for (const key of storage.keys(prefix)) {
      if (own.has(key.slice(prefix.length))) continue;
      const stored = parseJson(storage.read(key) ?? '');
      if (!isTrackEvent(stored)) storage.remove(key);
      else if (now() - Date.parse(stored.timestamp) > ORPHAN_AFTER_MS) own.set(stored.messageId, stored);
    }
  }

  return {
    add(event) {
      if (own.size >= QUEUE_LIMIT) return false;
      own.set(event.messageId, event);
      storage.write(prefix + event.messageId, JSON.stringify(event));
      return true;
    },
    next({ count, bytes }) {
      adoptOrphans();
      const taken: TrackEvent[] = [];
      let size = 0;
      for (const event of own.values()) {
        size += byteLength(JSON.stringify(event)) + 1;
        if (taken.length === count || (size > bytes && taken.length > 0)) break;
        taken.push(event);
      }
      return taken;
    },
    remove(messageIds) {
      for (const messageId of messageIds) {
        own.delete(messageId);
        storage.remove(prefix + messageId);
      }
    },
  };
}

export function createTrackEvent({
  messageId,
  event,
  properties,
  at,
  claims,
}: {
  readonly messageId: string;
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly claims: Claims;
}): TrackEvent {
  return {
    type: 'track',
    messageId,
    userId: claims.user,
    event,
    properties,
    timestamp: new Date(at).toISOString(),
    context: { groupId: claims.account, library: { name: '@kairos/client' } },
  };
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function isTrackEvent(value: unknown): value is TrackEvent {
  return fits(value, { messageId: 'text', userId: 'text', event: 'text', timestamp: 'text', properties: {} });
}
