import type { SegmentMessage } from './segment-message.ts';
import type { Outcome } from './ingest.ts';
import { KairosError } from '../kairos-error.ts';
import { StoreError } from '../store/store-error.ts';

/** Writes messages in one transaction and answers each one's outcome. */
export type Flush = (environment: string, messages: readonly SegmentMessage[]) => Promise<readonly Outcome[]>;

interface Waiting {
  readonly messages: readonly SegmentMessage[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/** More messages than this are never folded into one transaction. */
const MAX_PER_FLUSH = 2_000;
/** With more waiting than this in one environment, a sender is told to come back. */
const MAX_WAITING = 50_000;

/**
 * Group commit: while one transaction is under way, requests of the same environment wait and then go together in the next. Nobody
 * is answered before the commit that holds their messages. Environments do not wait for each other.
 */
export class IngestQueue {
  readonly #flush: Flush;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(flush: Flush) {
    this.#flush = flush;
  }

  /** Resolves with each message's outcome once they are durable. Throws `overloaded` when too much waits already. */
  push(environment: string, messages: readonly SegmentMessage[]): Promise<readonly Outcome[]> {
    const queue = this.#waiting.get(environment) ?? [];
    const waiting = queue.reduce((count, request) => count + request.messages.length, 0);
    if (waiting + messages.length > MAX_WAITING) {
      throw new KairosError('overloaded', `${waiting} messages wait to be written; send these again in a second`, {
        retryAfterSeconds: 1,
      });
    }
    const done = new Promise<readonly Outcome[]>((resolve, reject) => {
      queue.push({ messages, resolve, reject });
    });
    this.#waiting.set(environment, queue);
    if (!this.#running.has(environment)) this.#running.set(environment, this.#run(environment));
    return done;
  }

  /** Resolves when everything that was waiting is written: the last thing before a process stops. */
  async drain(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
  }

  async #run(environment: string): Promise<void> {
    await Promise.resolve();
    for (let group = this.#next(environment); group.length > 0; group = this.#next(environment)) {
      await this.#write(environment, group);
    }
    this.#running.delete(environment);
  }

  async #write(environment: string, group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#flush(
        environment,
        group.flatMap((request) => request.messages),
      );
      let from = 0;
      for (const request of group) {
        request.resolve(outcomes.slice(from, from + request.messages.length));
        from += request.messages.length;
      }
    } catch (error) {
      // One request's messages may be what the database refuses: the others are written without it. A database that
      // can't be reached refuses nobody in particular, and asking it for each would keep them all waiting.
      if (group.length === 1 || error instanceof StoreError) for (const request of group) request.reject(error);
      else for (const request of group) await this.#write(environment, [request]);
    }
  }

  #next(environment: string): readonly Waiting[] {
    const queue = this.#waiting.get(environment) ?? [];
    const group: Waiting[] = [];
    let size = 0;
    while (queue[0] !== undefined && (group.length === 0 || size + queue[0].messages.length <= MAX_PER_FLUSH)) {
      size += queue[0].messages.length;
      group.push(...queue.splice(0, 1));
    }
    if (queue.length === 0) this.#waiting.delete(environment);
    return group;
  }
}
