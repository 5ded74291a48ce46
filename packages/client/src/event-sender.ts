import { type Answer, failure, type KairosError } from './answer.ts';
import { backOffMs } from './back-off.ts';
import { byteLength, createTrackEvent, type EventQueue, QUEUE_LIMIT, type TrackEvent } from './event-queue.ts';
import { newId } from './new-id.ts';
import type { Page } from './page.ts';
import { parseJson } from './parse-json.ts';
import { isReceipt, type ReceiptView } from './read-wire.ts';
import type { Schedule } from './schedule.ts';
import { isRecord } from './shape.ts';
import type { Transport } from './transport.ts';
import type { Claims } from './user-token.ts';

/** Long enough for what one click causes to travel together, short enough to be real time (S0.6). */
const GATHER_MS = 100;
/** The server's bounds are 32 KB an event and 500 KB a batch; some of it is left for the envelope. */
const PROPERTIES_BYTES = 31_000;
const BATCH = { count: 100, bytes: 400_000 };
/** Browsers take 64 KB of beacons at a time. */
const BEACON = { count: 100, bytes: 60_000 };

export interface EventSenderOptions {
  readonly queue: EventQueue;
  readonly transport: Transport;
  readonly publishableKey: string;
  readonly page: Page;
  readonly schedule: Schedule;
  readonly random: () => number;
  readonly now: () => number;
  readonly report: (error: KairosError) => void;
}

interface Tracked {
  readonly messageId: string;
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** Sends events in batches, and again after a while when that fails, until the server has said what became of each. */
export class EventSender {
  readonly #options: EventSenderOptions;
  #owner: Claims | null = null;
  #ownerless: Tracked[] = [];
  #cancelWake: (() => void) | null = null;
  #isStarted = false;
  #isSending = false;
  #isAskedAgain = false;
  #attempt = 0;
  #oneByOne = false;

  constructor(options: EventSenderOptions) {
    this.#options = options;
  }

  /** Takes an event for sending. What can't be sent is reported. */
  track(event: string, properties: Readonly<Record<string, unknown>>): void {
    const copy = copyOf(event, properties);
    if (copy === null) {
      const message = 'track() sent nothing: it takes a name and properties that are JSON of at most 31 KB.';
      this.#options.report(failure('event-invalid', message).error);
      return;
    }
    const tracked: Tracked = { messageId: newId(), event, properties: copy, at: this.#options.now() };
    if (this.#owner !== null) this.#enqueue(tracked, this.#owner);
    else if (this.#ownerless.length < QUEUE_LIMIT) this.#ownerless.push(tracked);
    else this.#reportFull(event);
    this.#wake(GATHER_MS);
  }

  /** From now on events have an owner; those that were tracked before get it too. */
  start(owner: Claims): void {
    this.#owner = owner;
    this.#isStarted = true;
    for (const tracked of this.#ownerless) this.#enqueue(tracked, owner);
    this.#ownerless = [];
    this.#wake(GATHER_MS);
  }

  stop(): void {
    this.#isStarted = false;
    this.#cancelWake?.();
    this.#cancelWake = null;
  }

  /** Sends what waits, now. */
  flush(): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
    if (!this.#isStarted) return;
    this.#isAskedAgain = this.#isSending;
    if (this.#isSending) return;
    this.#isSending = true;
    void this.#sendAll().then((retryInMs) => {
      this.#isSending = false;
      if (retryInMs !== null) this.#wake(retryInMs);
      else if (this.#isAskedAgain) this.flush();
    });
  }

  /** Hands what waits to the browser, because the page is about to go. It stays queued: a beacon tells nobody whether it arrived. */
  leave(): void {
    const { queue, page, transport, publishableKey, now } = this.#options;
    const batch = queue.next(BEACON);
    if (batch.length === 0) return;
    const body = JSON.stringify({ batch, sentAt: new Date(now()).toISOString() });
    page.beacon(transport.url(`/v1/batch?key=${encodeURIComponent(publishableKey)}`), body);
  }

  #enqueue(tracked: Tracked, claims: Claims): void {
    if (!this.#options.queue.add(createTrackEvent({ ...tracked, claims }))) this.#reportFull(tracked.event);
  }

  #reportFull(event: string): void {
    const message = `"${event}" was dropped: too many events wait to be sent. Can the server be reached?`;
    this.#options.report(failure('queue-full', message).error);
  }

  #wake(delayMs: number): void {
    if (this.#isStarted) this.#cancelWake ??= this.#options.schedule(() => this.flush(), delayMs);
  }

  /** Answers when to come back; null when nothing is left. */
  async #sendAll(): Promise<number | null> {
    for (;;) {
      const batch = this.#options.queue.next(this.#oneByOne ? { ...BATCH, count: 1 } : BATCH);
      if (batch.length === 0) {
        this.#oneByOne = false;
        return null;
      }
      const retryInMs = this.#settle(batch, await this.#post(batch));
      if (retryInMs !== null) return retryInMs;
      this.#attempt = 0;
    }
  }

  #post(batch: readonly TrackEvent[]): Promise<Answer<{ readonly body: ReceiptView }>> {
    const body = { batch, sentAt: new Date(this.#options.now()).toISOString() };
    return this.#options.transport.post({ path: '/v1/batch', body, asUser: false }, isReceipt);
  }

  /** Takes what the server settled out of the queue; answers how long to wait before going on, null for not at all. */
  #settle(batch: readonly TrackEvent[], answer: Answer<{ readonly body: ReceiptView }>): number | null {
    const { queue, report, random } = this.#options;
    const ids = batch.map((event) => event.messageId);
    if (answer.ok) {
      for (const { index, errors } of answer.body.rejected) report(rejection(batch[index], errors));
      queue.remove(ids);
      return null;
    }
    const { error } = answer;
    const isRefused = error.status === 400 || error.status === 413 || error.status === 422;
    if (isRefused && batch.length > 1) {
      // One of them can't be taken: the others must not suffer for it.
      this.#oneByOne = true;
      return null;
    }
    if (isRefused) {
      report({ ...error, code: 'event-rejected', message: rejection(batch[0], error.message).message });
      queue.remove(ids);
      return null;
    }
    if (this.#attempt === 0) report(error);
    const retryInMs = Math.max(backOffMs(this.#attempt, random), error.retryAfterMs ?? 0);
    this.#attempt += 1;
    return retryInMs;
  }
}

/** The properties as they are now, so that what the host does with them later changes nothing. null: they can't be sent. */
function copyOf(event: unknown, properties: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof event !== 'string' || event === '') return null;
  try {
    const text = JSON.stringify(properties);
    const copy = parseJson(text);
    return isRecord(copy) && byteLength(text) <= PROPERTIES_BYTES ? copy : null;
  } catch {
    return null;
  }
}

function rejection(event: TrackEvent | undefined, errors: unknown): KairosError {
  const name = event === undefined ? 'An event' : `"${event.event}"`;
  const said = typeof errors === 'string' ? errors : JSON.stringify(errors);
  return failure('event-rejected', `${name} was refused by the server and is dropped: ${said}`).error;
}
