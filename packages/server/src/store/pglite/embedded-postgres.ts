import type { Duplex } from 'node:stream';
import { StoreError } from '../store-error.ts';
import { PgliteThread, type ThreadOptions } from './pglite-thread.ts';
import { WireStream } from './wire-stream.ts';

/** How long closing may take before the thread is ended without: it must leave room in the 5 s in which a process has to stop. */
const CLOSE_GRACE_MS = 3_000;

export type EmbeddedOptions = Omit<ThreadOptions, 'answerMs'>;

/** An embedded PostgreSQL that is kept alive: when its thread dies or is ended, another one takes its place and recovers from the log. */
export class EmbeddedPostgres {
  readonly #options: ThreadOptions;
  #answerMs: number;
  #thread: Promise<PgliteThread> | null = null;
  #stream: WireStream | null = null;
  #closed = false;

  private constructor(options: EmbeddedOptions, answerMs: number) {
    this.#answerMs = answerMs;
    this.#options = { ...options, answerMs: () => this.#answerMs };
  }

  /** Opens the database. Throws the StoreError that says why it can't be. */
  static async start(options: EmbeddedOptions, answerMs: number): Promise<EmbeddedPostgres> {
    const embedded = new EmbeddedPostgres(options, answerMs);
    await embedded.#running();
    return embedded;
  }

  /** Runs work during which a request may take longer without a sign of life. */
  async patiently<Result>(answerMs: number, work: () => Promise<Result>): Promise<Result> {
    const usual = this.#answerMs;
    this.#answerMs = answerMs;
    try {
      return await work();
    } finally {
      this.#answerMs = usual;
    }
  }

  /** What a client of PostgreSQL connects through. One at a time: whoever connects takes the session over. */
  connect(): Duplex {
    const stream = new WireStream(async () => {
      const thread = await this.#running();
      this.#stream?.destroy(
        new StoreError('store-interrupted', 'another connection took over the embedded database; try again'),
      );
      this.#stream = stream;
      thread.onBytes = (bytes) => stream.receive(bytes);
      thread.send({ kind: 'connect' });
      return (bytes) => thread.send({ kind: 'wire', bytes });
    });
    stream.once('close', () => {
      if (this.#stream === stream) this.#stream = null;
    });
    return stream;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const thread = await this.#thread?.catch(() => null);
    await thread?.close(CLOSE_GRACE_MS);
  }

  #running(): Promise<PgliteThread> {
    if (this.#closed) return Promise.reject(new StoreError('store-closed', 'the database was closed; open it again'));
    this.#thread ??= this.#start();
    return this.#thread;
  }

  #start(): Promise<PgliteThread> {
    const starting = PgliteThread.start(this.#options);
    starting.then(
      async (thread) => this.#replace(await thread.ended),
      () => {
        this.#thread = null; // whoever asks next tries again
      },
    );
    return starting;
  }

  #replace(reason: StoreError): void {
    this.#thread = null;
    this.#stream?.destroy(reason);
    this.#stream = null;
    if (!this.#closed) this.#running().catch(() => undefined);
  }
}
