import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { StoreError, type StoreErrorCode } from '../store-error.ts';
import { type ClusterOptions, openCluster } from './cluster.ts';
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './worker-messages.ts';

/** Long answers are sent on in pieces of about this size, so that whoever waits sees that they are coming. */
const PIECE_BYTES = 256 * 1024;

/** What PostgreSQL in WebAssembly throws where C would jump back to its main loop after an error: the one exception that is none. */
const LONG_JUMP_STATUS = 100;

/** Runs PostgreSQL in this worker: opens it, says so, and answers requests in the order in which they came, until told to close. */
export async function servePglite(openFileSystem: ClusterOptions['openFileSystem']): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this runs in a worker thread only');
  const { directory }: WorkerSettings = workerData;
  const log = new LastWords();
  try {
    const pglite = await openCluster({ directory, openFileSystem, onLog: log.hear });
    endOnTrap(pglite, (error) => {
      post(port, { kind: 'failed', ...log.explain(error, 'store-interrupted') });
      process.exit(1); // ends this thread alone
    });
    answerRequests(port, pglite);
    post(port, { kind: 'ready' });
  } catch (error) {
    post(port, { kind: 'failed', ...log.explain(error, 'store-unreachable') });
    process.exit(1);
  }
}

/** Remembers why PostgreSQL gave up: it says so in its log, and what is thrown afterwards says nothing. */
class LastWords {
  #words: string | null = null;

  readonly hear = (line: string): void => {
    this.#words = /(?:PANIC|FATAL): +(.*)/.exec(line)?.[1] ?? this.#words;
  };

  explain(error: unknown, code: StoreErrorCode): { readonly code: StoreErrorCode; readonly message: string } {
    if (error instanceof StoreError) return { code: error.code, message: error.message };
    const reason = this.#words ?? (error instanceof Error ? error.message : String(error));
    const isFull = /No space left|ENOSPC/.test(reason);
    return { code: isFull ? 'store-full' : code, message: reason };
  }
}

/**
 * PGlite passes over every exception and goes on: after a panic it would spin for ever, after a trap work on broken memory. Here
 * any but PostgreSQL's own jumps is the end, as it would be for the process: the log has what was committed.
 */
function endOnTrap(pglite: PGlite, end: (error: unknown) => never): void {
  const { Module } = pglite;
  const runOnce = Module._PostgresMainLoopOnce;
  Module._PostgresMainLoopOnce = () => {
    try {
      runOnce();
    } catch (error) {
      if (!isLongJump(error)) end(error);
      throw error;
    }
  };
}

function isLongJump(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === LONG_JUMP_STATUS;
}

function answerRequests(port: MessagePort, pglite: PGlite): void {
  let previous: Promise<void> = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    previous = previous.then(() => answer(port, pglite, request));
  });
}

async function answer(port: MessagePort, pglite: PGlite, request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    case 'connect':
      await forgetSession(pglite);
      return postAnswer(port, [], true);
    case 'wire':
      return exchange(port, pglite, request.bytes);
    case 'close':
      await pglite.close();
      postAnswer(port, [], true);
      return port.close();
  }
}

/** There is one session, whoever connects: what the one before left behind must not reach the next. */
async function forgetSession(pglite: PGlite): Promise<void> {
  if (pglite.isInTransaction()) await pglite.exec('rollback');
  await pglite.exec('discard all');
}

async function exchange(port: MessagePort, pglite: PGlite, bytes: Uint8Array): Promise<void> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  const onRawData = (piece: Uint8Array): void => {
    pieces.push(piece.slice()); // it lies in PostgreSQL's own memory, which moves on
    size += piece.length;
    if (size < PIECE_BYTES) return;
    postAnswer(port, pieces, false);
    pieces = [];
    size = 0;
  };
  await pglite.execProtocolRawStream(bytes, { syncToFs: false, onRawData });
  postAnswer(port, pieces, true);
}

function postAnswer(port: MessagePort, pieces: readonly Uint8Array[], last: boolean): void {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  post(port, { kind: 'answer', bytes, last }, [bytes.buffer]);
}

function post(port: MessagePort, message: WorkerMessage, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
