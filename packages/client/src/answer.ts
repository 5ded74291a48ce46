import type { ProblemCode } from './wire.ts';

/** What can go wrong on this side of the wire. */
export type ClientCode =
  | 'unreachable'
  | 'timeout'
  | 'unexpected-answer'
  | 'user-token-missing'
  | 'user-changed'
  | 'event-invalid'
  | 'event-rejected'
  | 'queue-full'
  | 'listener-threw'
  | 'stopped';

/** One thing that failed: what, where, and what to do or what happens next. Values, never thrown. */
export interface KairosError {
  readonly code: ProblemCode | ClientCode;
  readonly message: string;
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Names the request in the server's log. */
  readonly requestId: string | null;
  /** How long the server asks to wait before the next try; null when it said nothing. */
  readonly retryAfterMs: number | null;
}

export interface Failure {
  readonly ok: false;
  readonly error: KairosError;
}

/** The result of anything that may fail: look at `ok` first. */
export type Answer<Value> = ({ readonly ok: true } & Value) | Failure;

export function failure(
  code: KairosError['code'],
  message: string,
  more: Partial<Pick<KairosError, 'status' | 'requestId' | 'retryAfterMs'>> = {},
): Failure {
  return { ok: false, error: { code, message, status: null, requestId: null, retryAfterMs: null, ...more } };
}

/** Whether the same request may well succeed when tried again a little later. */
export function isTransient({ code, status }: KairosError): boolean {
  if (code === 'unreachable' || code === 'timeout' || code === 'idempotency-running') return true;
  return status !== null && (status >= 500 || status === 429 || status === 408);
}

/** The text of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
