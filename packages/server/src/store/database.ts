import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A transaction in progress. It is over when the work it was given to has ended; don't keep it. */
export type Trx = Transaction<Schema>;

/** Whose rows a transaction may touch: one environment's, or `system` for all (key look-up, timers, bootstrap). */
export type Scope = { readonly environment: string } | 'system';

/** Ends a subscription. */
export type Unlisten = () => Promise<void>;

/** PostgreSQL, embedded or by URL. There is no way to query outside of a transaction, and none to nest transactions. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';

  /**
   * Runs `work` in one transaction (read committed) and commits; when `work` throws, everything is rolled back. Row-level
   * security hides every row of other environments from it, whatever its where clauses say.
   *
   * `work` must be repeatable: after a deadlock, a serialization failure or a connection lost before commit it is run again
   * from the start, up to 3 times in all. So it changes nothing but the database, and waits for nothing but its own queries.
   * On embedded PostgreSQL transactions run one at a time, in the order in which they were asked for; starting one inside
   * another throws on either.
   *
   * A statement may take 15 s, waiting for a lock 10 s of them; an embedded one may compute for 5 s. Throws what the database
   * answered (`sqlState` tells its code), or a StoreError: `store-interrupted` and `store-unreachable` (nothing was written),
   * `store-outcome-unknown` (the connection was lost during commit), `store-busy`, `store-full`, `store-closed`.
   */
  transaction<Result>(scope: Scope, work: (trx: Trx) => Promise<Result>): Promise<Result>;

  /**
   * Hears what any process sends by `select pg_notify(channel, payload)`, once its transaction has committed. Delivery ends
   * with the connection: `onGap` is called when one was lost and found again, as messages may have been missed.
   */
  listen(channel: string, onMessage: (payload: string) => void, onGap?: () => void): Promise<Unlisten>;

  /** Resolves when the database answers; for `/ready`. Throws a StoreError otherwise. */
  ping(): Promise<void>;

  /** Waits for the transactions in hand, refuses new ones and lets go of everything. Closing twice is closing once. */
  close(): Promise<void>;
}
