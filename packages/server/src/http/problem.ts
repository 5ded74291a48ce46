import { HTTPException } from 'hono/http-exception';
import { type ErrorCode, KairosError, STATUS_BY_CODE } from '../kairos-error.ts';
import { StoreError } from '../store/store-error.ts';

/** RFC 9457, with our stable `code`, every issue with its path, and the id under which the log has the rest. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly requestId: string;
}

const TITLES: Readonly<Record<ErrorCode, string>> = {
  'malformed-json': 'The body is not JSON',
  'invalid-request': 'The request has problems',
  unauthorized: 'No valid key',
  'user-token-invalid': 'The user token is not valid',
  'user-token-expired': 'The user token has expired',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'method-not-allowed': 'Not by this method',
  'quote-stale': 'The quote is stale',
  'external-billing': 'Billed elsewhere',
  'idempotency-running': 'Still being answered',
  'clock-backwards': 'The clock never goes back',
  'live-environment': 'Only in a test environment',
  'own-key': 'A key can not revoke itself',
  'quote-expired': 'The quote has expired',
  'too-large': 'Too large',
  'invalid-config': 'The config has problems',
  'idempotency-mismatch': 'The idempotency key was used for another request',
  'no-change': 'Nothing to change',
  'unknown-plan': 'No such plan',
  'unknown-add-on': 'No such add-on',
  'not-sold': 'Not sold on this plan',
  'no-price': 'No such price',
  'no-config': 'No config yet',
  overloaded: 'Too many at once',
  internal: 'A fault of ours',
  'state-too-large': 'A fault of ours',
  'state-unreadable': 'A fault of ours',
  unavailable: 'The database is not available',
};

/** Turns whatever was thrown into what the caller is told: our own words for what we know, and nothing of the inside for the rest. */
export function asKairosError(error: unknown): KairosError {
  if (error instanceof KairosError) return error;
  if (error instanceof StoreError && error.retryable) {
    const known =
      error.code === 'store-outcome-unknown'
        ? 'it is not known whether this was written; look, or ask again with the same Idempotency-Key or messageId'
        : 'nothing was changed, try again';
    return new KairosError('unavailable', `the database can't be reached just now; ${known}`, {
      retryAfterSeconds: 1,
      cause: error,
    });
  }
  if (error instanceof HTTPException && error.status === 400) {
    return new KairosError('malformed-json', 'the body is not valid JSON', { cause: error });
  }
  if (error instanceof HTTPException && error.status === 413) {
    return new KairosError('too-large', 'the body is too large', { cause: error });
  }
  return new KairosError('internal', 'something went wrong on our side; the log has it under this request id', {
    cause: error,
  });
}

export function problemResponse(error: KairosError, requestId: string): Response {
  const status = STATUS_BY_CODE[error.code];
  const problem: Problem = {
    type: `urn:kairos:problem:${error.code}`,
    title: TITLES[error.code],
    status,
    code: error.code,
    detail: error.message,
    errors: error.issues,
    requestId,
  };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (error.retryAfterSeconds !== null) headers.set('retry-after', String(error.retryAfterSeconds));
  if (status === 401) headers.set('www-authenticate', 'Bearer realm="kairos"');
  return new Response(JSON.stringify(problem), { status, headers });
}
