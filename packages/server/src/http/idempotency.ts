import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { UserClaims } from '../auth/user-token.ts';
import type { IdPrefix } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import type { Services } from '../services.ts';
import { asKairosError, problemResponse } from './problem.ts';
import type { AppEnv } from './authenticate.ts';

const KEPT_MS = 7 * 24 * 3600 * 1000;
/** A request that has been running for longer died with its process: its key may be used again. */
const ABANDONED_MS = 60_000;
const MAX_PATH_LENGTH = 200;

/**
 * `Idempotency-Key`: the same key and body gives the first answer again; another body is 422, and one still being answered 409. Faults
 * of ours (5xx) are not replayed: the outcome is looked up by asking again.
 */
export function idempotent(services: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || key === undefined) return next();
    if (key === '' || key.length > 255)
      throw new KairosError('invalid-request', 'an Idempotency-Key has 1 to 255 characters');
    // As written: decoded, it could hold what the database's texts can't. Its whole is in the hash, its beginning is for people.
    const path = new URL(c.req.url).pathname;
    const claims: UserClaims | undefined = c.var.claims;
    const scope: KeyScope = {
      environment: c.var.caller.environment.id,
      key: sha256(JSON.stringify([claims?.account ?? null, claims?.user ?? null, path, key])),
      method: c.req.method,
      path: path.slice(0, MAX_PATH_LENGTH),
    };
    const bodyHash = sha256(await c.req.text());
    const earlier = await claim(services, scope, bodyHash);
    if (earlier !== null)
      return new Response(earlier.body, {
        status: earlier.status,
        headers: { 'content-type': earlier.type, 'idempotent-replayed': 'true' },
      });
    await next();
    if (c.error !== undefined) c.res = problemResponse(asKairosError(c.error), c.var.requestId);
    await settle(services, scope, c.res.clone());
    return undefined;
  });
}

/**
 * An id for what a request does once, the same whenever it is sent again under its `Idempotency-Key`; null without one. It holds also where
 * the first answer was lost with the process that was to keep it.
 */
export function onceIdOf(c: Context<AppEnv>, prefix: IdPrefix): string | null {
  const key = c.req.header('idempotency-key');
  return key === undefined ? null : `${prefix}_${sha256(key)}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface KeyScope {
  readonly environment: string;
  readonly key: string;
  readonly method: string;
  readonly path: string;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function claim(services: Services, scope: KeyScope, bodyHash: string): Promise<Answer | null> {
  const now = Math.floor(services.wallClock());
  return services.database.transaction({ environment: scope.environment }, async (trx) => {
    await trx
      .deleteFrom('idempotency')
      .where('environment', '=', scope.environment)
      .where('key', '=', scope.key)
      .where('method', '=', scope.method)
      .where('path', '=', scope.path)
      .where(({ eb, or, and }) =>
        or([
          eb('created_at', '<', now - KEPT_MS),
          and([eb('status', 'is', null), eb('created_at', '<', now - ABANDONED_MS)]),
        ]),
      )
      .execute();
    const claimed = await trx
      .insertInto('idempotency')
      .values({ ...scope, body_hash: bodyHash, status: null, response: null, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (claimed !== undefined) return null;
    const row = await trx
      .selectFrom('idempotency')
      .selectAll()
      .where('environment', '=', scope.environment)
      .where('key', '=', scope.key)
      .where('method', '=', scope.method)
      .where('path', '=', scope.path)
      .executeTakeFirstOrThrow();
    if (row.body_hash !== bodyHash) {
      throw new KairosError(
        'idempotency-mismatch',
        'this Idempotency-Key came with another body before; use a new key for a new request',
      );
    }
    if (row.status === null || row.response === null) {
      throw new KairosError(
        'idempotency-running',
        'the first request with this Idempotency-Key is still being answered; ask again in a moment',
        { retryAfterSeconds: 1 },
      );
    }
    return JSON.parse(row.response) as Answer;
  });
}

async function settle(services: Services, scope: KeyScope, response: Response): Promise<void> {
  const answer: Answer = {
    status: response.status,
    type: response.headers.get('content-type') ?? 'application/json',
    body: await response.text(),
  };
  await services.database.transaction({ environment: scope.environment }, async (trx) => {
    const own = { environment: scope.environment, key: scope.key, method: scope.method, path: scope.path };
    if (answer.status >= 500) {
      await trx
        .deleteFrom('idempotency')
        .where(({ and }) => and(own))
        .execute();
      return;
    }
    await trx
      .updateTable('idempotency')
      .set({ status: answer.status, response: JSON.stringify(answer) })
      .where(({ and }) => and(own))
      .execute();
  });
}
