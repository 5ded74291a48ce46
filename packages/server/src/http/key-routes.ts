import { createRoute } from '@hono/zod-openapi';
import { type Instant, toIso } from '@kairos/engine';
import { isoOrNull } from '../accounts/views.ts';
import { recordChange } from '../audit/audit-log.ts';
import { type Environment, findEnvironment } from '../auth/environments.ts';
import { type KeptKey, keysOf, makeKey, revokeKey } from '../auth/keys.ts';
import { wallNow } from '../clock.ts';
import { KairosError } from '../kairos-error.ts';
import type { Services } from '../services.ts';
import type { Trx } from '../store/database.ts';
import { pageOfRows, readKeyset } from '../store/keyset.ts';
import { environmentChoice, keyBody, keySchema, type KeyView, madeKeySchema } from '../wire/key.ts';
import { anyIdParams, pageOf, pageQuery } from '../wire/parts.ts';
import { needsBootstrapKey } from './authenticate.ts';
import { answers, createRouter, jsonBody } from './route.ts';

const tags = ['Environments'];

/** The secret keys of environments: made, listed and revoked, by a bootstrap key alone. */
export function keyRoutes(services: Services) {
  const middleware = [needsBootstrapKey(services)];
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/keys',
        tags,
        summary: 'Make a secret key; it is shown this once',
        middleware,
        request: jsonBody(keyBody),
        responses: answers('The key', madeKeySchema),
      }),
      async (c) => {
        const wanted = c.req.valid('json');
        const { caller } = c.var;
        const at = wallNow(services.wallClock);
        const made = await services.database.transaction('system', async (trx) => {
          const { id, kind } = await mustFindEnvironment(trx, wanted.environment, caller.environment);
          const key = await makeKey(trx, { environment: id, environmentKind: kind, kind: wanted.kind, at });
          const detail = { hint: key.kept.hint, kind: key.kept.kind };
          const change = { environment: id, at, actor: caller.actor };
          await recordChange(trx, { ...change, action: 'key.create', subject: key.kept.id, detail });
          return key;
        });
        return c.json({ ...keyView(made.kept), secretKey: made.secretKey }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/keys',
        tags,
        summary: 'The secret keys of an environment, the latest first',
        middleware,
        request: { query: pageQuery.extend({ environment: environmentChoice }) },
        responses: answers('Keys, those that were revoked among them', pageOf(keySchema)),
      }),
      async (c) => {
        const { limit, cursor, environment } = c.req.valid('query');
        const before = readKeyset(cursor);
        const found = await services.database.transaction('system', async (trx) => {
          const { id } = await mustFindEnvironment(trx, environment, c.var.caller.environment);
          return keysOf(trx, id, { limit: limit + 1, before });
        });
        const { rows, next } = pageOfRows(found, limit, (key) => ({ at: key.created_at, id: key.id }));
        return c.json({ data: rows.map(keyView), next }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/keys/{id}',
        tags,
        summary: 'Revoke a key; revoking it again changes nothing',
        middleware,
        request: { params: anyIdParams },
        responses: answers('The key, revoked', keySchema),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { actor } = c.var.caller;
        const at = wallNow(services.wallClock);
        const revoked = await services.database.transaction('system', async (trx) => {
          const { key, isNew } = await revokeKey(trx, { id, by: actor.id, at });
          const change = { environment: key.environment, at, actor, subject: id, detail: { hint: key.hint } };
          if (isNew) await recordChange(trx, { ...change, action: 'key.revoke' });
          return key;
        });
        services.callers.forget(revoked.environment);
        return c.json(keyView(revoked), 200);
      },
    );
}

async function mustFindEnvironment(trx: Trx, id: string | undefined, own: Environment): Promise<Environment> {
  if (id === undefined || id === own.id) return own;
  const found = await findEnvironment(trx, id);
  if (found !== null) return found;
  throw new KairosError('not-found', `no environment "${id}"`);
}

function keyView(key: KeptKey): KeyView {
  return {
    id: key.id,
    environment: key.environment,
    hint: key.hint,
    kind: key.kind,
    createdAt: toIso(key.created_at as Instant),
    lastUsedAt: isoOrNull(key.last_used_at as Instant | null),
    revokedAt: isoOrNull(key.revoked_at as Instant | null),
  };
}
