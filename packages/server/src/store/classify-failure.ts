import { StoreError, sqlState } from './store-error.ts';

/** How far a transaction had come when it failed. */
export type Phase = 'begin' | 'work' | 'commit';

/** What a failed transaction throws, and whether running it again from the start is safe and likely to help. */
export interface Failure {
  readonly error: unknown;
  readonly repeatable: boolean;
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/** Connection exceptions, and the shutdowns by which a failover shows itself. */
const CONNECTION_STATES = /^(?:08...|57P0[123])$/;

const BUSY_STATES: ReadonlyMap<string, string> = new Map([
  ['53300', 'the database takes no more connections'],
  ['55P03', 'another transaction kept its rows locked for too long'],
  ['57014', 'a statement took too long'],
  ['25P03', 'a transaction was left idle for too long'],
]);

const DISK_FULL = '53100';

const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** The driver says these by sentence alone. */
const CONNECTION_MESSAGES =
  /^(?:Connection terminated|Client has encountered a connection error|Postgres connection has been discarded)/;
const POOL_TIMEOUT_MESSAGE = /^timeout exceeded when trying to connect/;

/** Tells faults of the database, which become a StoreError, from errors of a statement or of the work, which stay as they are. */
export function classifyFailure(error: unknown, phase: Phase): Failure {
  const state = sqlState(error);
  if (state === SERIALIZATION_FAILURE || state === DEADLOCK) return { error, repeatable: true };
  if (isConnectionLoss(error, state)) return connectionLost(error, phase);
  if (error instanceof StoreError)
    return { error: phase === 'commit' ? outcomeUnknown(error) : error, repeatable: false };
  const busy = busyReason(error, state);
  if (busy !== null) return final(new StoreError('store-busy', `${busy}; try again`, { cause: error }));
  if (state === DISK_FULL) {
    return final(new StoreError('store-full', "no space is left on the database's disk; free some", { cause: error }));
  }
  return final(error);
}

function final(error: unknown): Failure {
  return { error, repeatable: false };
}

function isConnectionLoss(error: unknown, state: string | null): boolean {
  if (!(error instanceof Error) || error instanceof StoreError) return false;
  if (state !== null) return CONNECTION_STATES.test(state);
  if ('code' in error && typeof error.code === 'string') return NETWORK_CODES.has(error.code);
  return CONNECTION_MESSAGES.test(error.message);
}

/** Once commit was sent, repeating could do the work twice: whoever asked has to look, or ask with the same key. */
function connectionLost(cause: unknown, phase: Phase): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause);
  switch (phase) {
    case 'begin':
      return {
        error: new StoreError('store-unreachable', `the database can't be reached (${reason}); check that it runs`, {
          cause,
        }),
        repeatable: true,
      };
    case 'work':
      return {
        error: new StoreError(
          'store-interrupted',
          `the connection to the database was lost (${reason}); nothing was written`,
          { cause },
        ),
        repeatable: true,
      };
    case 'commit':
      return final(outcomeUnknown(cause));
  }
}

function outcomeUnknown(cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    'store-outcome-unknown',
    `the connection to the database was lost during commit (${reason}); all was written, or nothing`,
    {
      cause,
    },
  );
}

function busyReason(error: unknown, state: string | null): string | null {
  if (state !== null) return BUSY_STATES.get(state) ?? null;
  const isPoolTimeout = error instanceof Error && POOL_TIMEOUT_MESSAGE.test(error.message);
  return isPoolTimeout ? 'all connections to the database are taken' : null;
}
