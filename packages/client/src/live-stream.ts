import { createParser } from 'eventsource-parser';
import { failure, type KairosError, reasonOf } from './answer.ts';
import { backOffMs } from './back-off.ts';
import type { Page } from './page.ts';
import { parseJson } from './parse-json.ts';
import type { Schedule } from './schedule.ts';
import type { Transport } from './transport.ts';

/** The server sends a comment every 15 seconds; three missed ones mean that nobody is there any more. */
const SILENCE_MS = 45_000;
/** A snapshot comes at once; where it doesn't, something on the way holds the stream back. */
const FIRST_WORD_MS = 10_000;
/** Browsers allow six connections to one host over HTTP/1.1, for all tabs together: those that nobody sees let go of theirs. */
const HIDDEN_REST_MS = 60_000;

export interface LiveStreamOptions {
  readonly transport: Transport;
  readonly page: Page;
  readonly schedule: Schedule;
  readonly random: () => number;
  readonly onConnecting: () => void;
  /** One event of the stream; its data is JSON, or null when it was not. */
  readonly onEvent: (name: string, data: unknown) => void;
  /** The connection failed or broke; the next try comes by itself. */
  readonly onLost: (error: KairosError) => void;
  /** The connection was let go because nobody looks. */
  readonly onRest: () => void;
}

/** Keeps one event stream open for as long as somebody looks at the page, whatever happens to the connection. */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  #isStarted = false;
  #attempt = 0;
  #open: AbortController | null = null;
  #cancelRetry: (() => void) | null = null;
  #cancelRest: (() => void) | null = null;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isStarted = true;
    this.hurry();
  }

  stop(): void {
    this.#isStarted = false;
    this.#cancelRest?.();
    this.#cancelRest = null;
    this.#disconnect();
  }

  /** What comes makes sense: the next failure starts with the shortest wait again. */
  confirm(): void {
    this.#attempt = 0;
  }

  visibilityChanged(): void {
    if (!this.#isStarted) return;
    const { page, schedule, onRest } = this.#options;
    this.#cancelRest?.();
    this.#cancelRest = null;
    if (page.isVisible()) return this.hurry();
    this.#cancelRest = schedule(() => {
      this.#disconnect();
      onRest();
    }, HIDDEN_REST_MS);
  }

  /** Connects now, if it isn't and was waiting to. */
  hurry(): void {
    if (!this.#isStarted || this.#open !== null || !this.#options.page.isVisible()) return;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const { schedule, random, onConnecting, onLost } = this.#options;
    const own = new AbortController();
    this.#open = own;
    onConnecting();
    const error = await this.#receive(own);
    if (this.#open !== own) return;
    this.#open = null;
    const retryInMs = Math.max(backOffMs(this.#attempt, random), error.retryAfterMs ?? 0);
    this.#attempt += 1;
    this.#cancelRetry = schedule(() => this.hurry(), retryInMs);
    onLost(error);
  }

  /** Lives as long as the connection does, and answers with what ended it. */
  async #receive(own: AbortController): Promise<KairosError> {
    const { transport, schedule, onEvent } = this.#options;
    const answer = await transport.openStream('/v1/client/stream', own.signal);
    if (!answer.ok) return answer.error;
    const reader = answer.body.getReader();
    // Not every fetch that a page has been given ends its body when its signal says so.
    own.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (!own.signal.aborted) onEvent(event ?? 'message', parseJson(data));
      },
    });
    const decoder = new TextDecoder();
    let cancelSilence = schedule(() => own.abort(), FIRST_WORD_MS);
    let ending = 'The event stream was closed by the server.';
    try {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        cancelSilence();
        cancelSilence = schedule(() => own.abort(), SILENCE_MS);
        parser.feed(decoder.decode(chunk.value, { stream: true }));
      }
    } catch (thrown) {
      ending = `The event stream broke: ${reasonOf(thrown)}`;
    }
    cancelSilence();
    return own.signal.aborted
      ? failure('timeout', 'The event stream was silent for too long.').error
      : failure('unreachable', ending).error;
  }

  #disconnect(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    const own = this.#open;
    this.#open = null;
    own?.abort();
  }
}
