import type { StoreErrorCode } from '../store-error.ts';

/** What the worker is told at its start. */
export interface WorkerSettings {
  readonly directory: string;
}

/** What the worker is asked, one after the other. Each request is answered by exactly one message that is `last`. */
export type WorkerRequest =
  /** A new session: whatever an earlier one left open is rolled back and forgotten. */
  | { readonly kind: 'connect' }
  /** A batch of PostgreSQL's wire protocol. */
  | { readonly kind: 'wire'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'close' };

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly bytes: Uint8Array<ArrayBuffer>; readonly last: boolean }
  /** The last word: it could not be opened, or can't go on. */
  | { readonly kind: 'failed'; readonly code: StoreErrorCode; readonly message: string };
