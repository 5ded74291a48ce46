import type { Issue } from '@kairos/engine';

/** Every way in which a request can be answered "no", under its stable code, with the HTTP status that says it. */
export const STATUS_BY_CODE = {
  'malformed-json': 400,
  'invalid-request': 400,
  unauthorized: 401,
  'user-token-invalid': 401,
  'user-token-expired': 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'quote-stale': 409,
  'external-billing': 409,
  'idempotency-running': 409,
  'clock-backwards': 409,
  'live-environment': 409,
  'own-key': 409,
  'quote-expired': 410,
  'too-large': 413,
  'invalid-config': 422,
  'idempotency-mismatch': 422,
  'no-change': 422,
  'unknown-plan': 422,
  'unknown-add-on': 422,
  'not-sold': 422,
  'no-price': 422,
  'no-config': 409,
  overloaded: 429,
  internal: 500,
  'state-too-large': 500,
  'state-unreadable': 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS_BY_CODE;

/** A "no" on its way to whoever asked: a stable code, one sentence of what happened and what to do, and each issue with its path. */
export class KairosError extends Error {
  override readonly name = 'KairosError';
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];
  /** How long to wait before trying again, in seconds; null where waiting does not help. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { readonly issues?: readonly Issue[]; readonly retryAfterSeconds?: number; readonly cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.issues = options.issues ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
