/** What can be wrong with the database as a whole. A fault of one statement keeps its SQLSTATE instead; see `sqlState`. */
export type StoreErrorCode =
  /** Another process holds the data directory. */
  | 'store-in-use'
  /** What is committed would not survive a power cut. */
  | 'store-not-durable'
  /** It can't be connected to, or can't be started. */
  | 'store-unreachable'
  /** Row-level security would not hold for the role that connects. */
  | 'store-role'
  /** Its tables can't be brought to this version. */
  | 'store-migration'
  /** Too much work, or another transaction in the way for too long. */
  | 'store-busy'
  /** No space left where it writes. */
  | 'store-full'
  /** The connection was lost before commit: nothing was written. */
  | 'store-interrupted'
  /** The connection was lost during commit: all was written, or nothing. */
  | 'store-outcome-unknown'
  /** It was closed by us. */
  | 'store-closed';

const RETRYABLE: ReadonlySet<StoreErrorCode> = new Set([
  'store-unreachable',
  'store-busy',
  'store-full',
  'store-interrupted',
  'store-outcome-unknown',
]);

/** An operational fault of the database: what happened, where, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** Whether the same call may succeed a little later with nothing changed by hand. */
  readonly retryable: boolean;

  constructor(code: StoreErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
    this.retryable = RETRYABLE.has(code);
  }
}

/** The five characters by which PostgreSQL names what is wrong with a statement (`23505`: unique violation); null for other errors. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  // EPIPE, a code of the operating system, looks like one as well; the severity comes from PostgreSQL alone.
  return /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error ? error.code : null;
}

/** Whether a statement failed because a row with the same key exists already. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}
