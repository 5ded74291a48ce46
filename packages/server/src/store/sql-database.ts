import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { classifyFailure, type Phase } from './classify-failure.ts';
import type { Database, Scope, Trx, Unlisten } from './database.ts';
import type { Notifications } from './notifications.ts';
import { kyselyOver } from './pooled-dialect.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

/** How often a transaction is run in all, when what stopped it passes by itself. */
const MAX_ATTEMPTS = 3;
/** A failover takes longer than a deadlock, so the second pause is longer. Each pause is up to this, at random, so that two rivals part. */
const PAUSES_MS = [50, 500];

export interface TransactionLimits {
  readonly statementMs: number;
  readonly lockMs: number;
  readonly idleMs: number;
}

export const TRANSACTION_LIMITS: TransactionLimits = { statementMs: 15_000, lockMs: 10_000, idleMs: 30_000 };

export interface SqlDatabaseParts {
  readonly kind: Database['kind'];
  readonly pool: pg.Pool;
  readonly notifications: Notifications;
  /** The role that every transaction takes on, so that row-level security holds; null to stay who connected. */
  readonly role: string | null;
  readonly limits: TransactionLimits;
  /** Ends what the database does of itself, while it still can. */
  readonly quiesce: () => Promise<void>;
  /** Lets go of what is underneath the pool, once the pool has ended. */
  readonly release: () => Promise<void>;
}

/** The port over a pool of connections: one to the embedded PostgreSQL, several to a real one. */
export class SqlDatabase implements Database {
  readonly kind: Database['kind'];
  readonly #parts: SqlDatabaseParts;
  readonly #kysely: Kysely<Schema>;
  readonly #running = new Set<Promise<unknown>>();
  /** What the current call chain is inside of. */
  readonly #enclosing = new AsyncLocalStorage<{ over: boolean }>();
  #closing: Promise<void> | null = null;

  constructor(parts: SqlDatabaseParts) {
    this.kind = parts.kind;
    this.#parts = parts;
    this.#kysely = kyselyOver<Schema>(parts.pool);
  }

  async transaction<Result>(scope: Scope, work: (trx: Trx) => Promise<Result>): Promise<Result> {
    const environment = settingOf(scope);
    if (this.#enclosing.getStore()?.over === false) {
      throw new Error('a transaction was started inside another: pass the outer one on, or start this one after it');
    }
    return this.#track(this.#repeat(environment, work));
  }

  async listen(
    channel: string,
    onMessage: (payload: string) => void,
    onGap: () => void = () => undefined,
  ): Promise<Unlisten> {
    this.#refuseWhenClosing();
    return this.#parts.notifications.listen(channel, { onMessage, onGap });
  }

  async ping(): Promise<void> {
    this.#refuseWhenClosing();
    try {
      await this.#track(this.#parts.pool.query('select 1'));
    } catch (error) {
      throw classifyFailure(error, 'begin').error;
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.#parts.quiesce();
    await this.#parts.notifications.close();
    await this.#parts.pool.end();
    await this.#parts.release();
  }

  async #repeat<Result>(environment: string, work: (trx: Trx) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      this.#refuseWhenClosing();
      const outcome = await this.#attempt(environment, work);
      if (outcome.ok) return outcome.result;
      const failure = classifyFailure(outcome.error, outcome.phase);
      if (!failure.repeatable || attempt === MAX_ATTEMPTS) throw failure.error;
      await delay(Math.random() * (PAUSES_MS[attempt - 1] ?? 0));
    }
  }

  async #attempt<Result>(environment: string, work: (trx: Trx) => Promise<Result>): Promise<Attempt<Result>> {
    const enclosing = { over: false };
    let phase: Phase = 'begin';
    try {
      const result = await this.#kysely.transaction().execute(async (trx) => {
        await this.#settle(trx, environment);
        phase = 'work';
        const answer = await this.#enclosing.run(enclosing, work, trx);
        phase = 'commit';
        return answer;
      });
      return { ok: true, result };
    } catch (error) {
      return { ok: false, error, phase };
    } finally {
      enclosing.over = true;
    }
  }

  /** Everything that holds for this transaction alone, in one round trip; nothing is left on the connection, so that poolers in between are fine. */
  async #settle(trx: Trx, environment: string): Promise<void> {
    const { role, limits } = this.#parts;
    await sql`select
      set_config('kairos.environment', ${environment}, true),
      set_config('statement_timeout', ${String(limits.statementMs)}, true),
      set_config('lock_timeout', ${String(limits.lockMs)}, true),
      set_config('idle_in_transaction_session_timeout', ${String(limits.idleMs)}, true)
      ${role === null ? sql`` : sql`, set_config('role', ${role}, true)`}`.execute(trx);
  }

  async #track<Result>(running: Promise<Result>): Promise<Result> {
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  #refuseWhenClosing(): void {
    if (this.#closing !== null) throw new StoreError('store-closed', 'the database was closed; open it again');
  }
}

type Attempt<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: unknown; readonly phase: Phase };

/** The setting that the policies compare with: an environment's id, or `*` for all. */
const EVERY_ENVIRONMENT = '*';

function settingOf(scope: Scope): string {
  if (scope === 'system') return EVERY_ENVIRONMENT;
  if (scope.environment === '' || scope.environment === EVERY_ENVIRONMENT) {
    throw new Error(
      `"${scope.environment}" is not the id of an environment; for rows of all of them the scope is 'system'`,
    );
  }
  return scope.environment;
}
