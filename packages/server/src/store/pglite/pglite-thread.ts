import { Worker } from 'node:worker_threads';
import { StoreError } from '../store-error.ts';
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './worker-messages.ts';

export interface ThreadOptions extends WorkerSettings {
  /** The worker's module. */
  readonly script: URL;
  /** How long opening may take, recovery included. */
  readonly bootMs: number;
  /** How long it may compute on one request without a sign of life, as things stand. */
  readonly answerMs: () => number;
}

/** How often a thread that has something to answer is looked at. */
const LOOK_MS = 100;

/**
 * A thread that computes is judged by its own processor time: on a machine with too much to do it gets little of it, and starting
 * it again would only add to that. One that waits, for a disk that is slow, is given so many times longer by the clock.
 */
const WAITING_FACTOR = 6;

/**
 * One life of the embedded PostgreSQL: a worker thread that is started, answers, and ends: by being told to, by itself when it can't
 * go on, or by being terminated because it gives no answer. Nothing else would end it: WebAssembly that spins hears no signal.
 */
export class PgliteThread {
  /** Resolves when the thread is gone for good, with why. */
  readonly ended: Promise<StoreError>;
  onBytes: (bytes: Uint8Array) => void = () => undefined;
  readonly #worker: Worker;
  readonly #options: ThreadOptions;
  readonly #opened = Promise.withResolvers<void>();
  #pending = 0;
  #timer: NodeJS.Timeout | undefined;
  #isWatched = false;
  /** Since the last sign of life: the looks, and the thread's processor time at the first of them. */
  #silence: { looks: number; readonly computedMs: number } | null = null;
  #reason: StoreError | null = null;

  private constructor(options: ThreadOptions) {
    const workerData: WorkerSettings = { directory: options.directory };
    this.#options = options;
    this.#worker = new Worker(options.script, { workerData, execArgv: [], name: 'postgres' });
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.once('error', (error) => this.#end(interrupted(`it failed (${String(error)})`)));
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        clearTimeout(this.#timer);
        resolve(this.#reason ?? interrupted(`it ended with code ${code}`));
      });
    });
    void this.ended.then(this.#opened.reject);
    this.#timer = setTimeout(() => this.#end(tooSlow(options)), options.bootMs);
  }

  /** Starts a thread and resolves when its database is open. Throws the StoreError that says why it can't be. */
  static async start(options: ThreadOptions): Promise<PgliteThread> {
    const thread = new PgliteThread(options);
    await thread.#opened.promise;
    return thread;
  }

  send(request: WorkerRequest): void {
    if (this.#pending === 0) this.#silence = null;
    this.#pending += 1;
    this.#worker.postMessage(request, request.kind === 'wire' ? [request.bytes.buffer] : []);
    if (!this.#isWatched) this.#watch();
  }

  /** Closes the database, or after a while ends the thread without: its log makes both safe. */
  async close(graceMs: number): Promise<void> {
    this.send({ kind: 'close' });
    const closed = new StoreError('store-closed', 'the database was closed; open it again');
    const timer = setTimeout(() => this.#end(closed), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        clearTimeout(this.#timer);
        this.#opened.resolve();
        return;
      case 'failed':
        this.#reason ??= new StoreError(
          message.code,
          `the embedded database in ${this.#options.directory} stopped: ${message.message}`,
        );
        return;
      case 'answer':
        this.#silence = null;
        if (message.last) this.#pending -= 1;
        if (message.bytes.length > 0) this.onBytes(message.bytes);
    }
  }

  #watch(): void {
    this.#isWatched = true;
    this.#timer = setTimeout(() => {
      // A thread that is gone has no processor time: its end is told of elsewhere.
      this.#look().catch(() => undefined);
    }, LOOK_MS);
  }

  async #look(): Promise<void> {
    const { user, system } = await this.#worker.cpuUsage();
    const computedMs = (user + system) / 1_000;
    this.#isWatched = false;
    if (this.#pending === 0) return;
    this.#silence ??= { looks: 0, computedMs };
    this.#silence.looks += 1;
    const limitMs = this.#options.answerMs();
    if (computedMs - this.#silence.computedMs > limitMs) {
      this.#end(interrupted(`it computed for ${limitMs / 1_000} s without an answer`));
    } else if (this.#silence.looks * LOOK_MS > limitMs * WAITING_FACTOR) {
      this.#end(interrupted(`it gave no answer for ${(limitMs * WAITING_FACTOR) / 1_000} s`));
    } else {
      this.#watch();
    }
  }

  #end(reason: StoreError): void {
    this.#reason ??= reason;
    void this.#worker.terminate();
  }
}

function interrupted(what: string): StoreError {
  return new StoreError('store-interrupted', `the embedded database has to be started again, as ${what}; try again`);
}

function tooSlow({ directory, bootMs }: ThreadOptions): StoreError {
  return new StoreError(
    'store-unreachable',
    `the embedded database in ${directory} did not open within ${bootMs / 1_000} s; look at the disk, then try again`,
  );
}
