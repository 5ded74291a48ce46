import { createRoute } from '@hono/zod-openapi';
import { type Instant, toIso } from '@kairos/engine';
import type { Context } from 'hono';
import { keptStageOf } from '../accounts/kept-stage.ts';
import { accountView } from '../accounts/views.ts';
import { type AuditAction, recordChange } from '../audit/audit-log.ts';
import { unknownAccount } from '../billing/quotes.ts';
import { environmentNow, wallNow } from '../clock.ts';
import { KairosError } from '../kairos-error.ts';
import { lockAccounts, readAccount } from '../log/load-accounts.ts';
import { eraseAccount } from '../privacy/erase-account.ts';
import { eraseUser } from '../privacy/erase-user.ts';
import { type Erasing, findErasure } from '../privacy/erasures.ts';
import { exportAccount } from '../privacy/export-account.ts';
import { inEnvironment, type Services } from '../services.ts';
import type { Trx } from '../store/database.ts';
import { erasureSchema, type ErasureView, exportSchema } from '../wire/erasure.ts';
import { accountIdSchema, accountParams, anyIdParams } from '../wire/parts.ts';
import { type AppEnv, needsSecretKey } from './authenticate.ts';
import { accepted, answers, createRouter } from './route.ts';

const tags = ['Privacy'];

/** What people may ask for of what is kept of them: all of it, and that it goes. */
export function privacyRoutes(services: Services) {
  const middleware = [needsSecretKey(services)];
  const router = createRouter()
    .openapi(
      createRoute({
        method: 'delete',
        path: '/accounts/{id}',
        tags,
        summary: 'Erase an account everywhere; from then on it is as if it had never been, but for what was charged',
        middleware,
        request: { params: accountParams },
        responses: accepted('How far it is', erasureSchema),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const view = await erasing(services, c, { kind: 'account', subject: id }, async (trx, asked) => {
          if ((await readAccount(trx, asked.environment, id, asked.now)) === null) throw unknownAccount(id);
          await lockAccounts(trx, asked.environment, [id], asked.now);
          return eraseAccount(trx, asked);
        });
        return c.json(view, 202);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/users/{id}',
        tags,
        summary: 'Erase a user everywhere; what they did stays in the figures, done by nobody',
        middleware,
        request: { params: anyIdParams },
        responses: accepted('How far it is', erasureSchema),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const view = await erasing(services, c, { kind: 'user', subject: id }, async (trx, asked) => ({
          ...(await eraseUser(trx, asked)),
          isDone: false,
        }));
        return c.json(view, 202);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/erasures/{id}',
        tags,
        summary: 'How far an erasure is',
        middleware,
        request: { params: anyIdParams },
        responses: answers('Running or done', erasureSchema),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const environment = c.var.caller.environment.id;
        const row = await services.database.transaction({ environment }, (trx) => findErasure(trx, environment, id));
        const { kind, status } = row;
        return c.json({ id, kind, status, requestedAt: toIso(row.requested_at as Instant) }, 200);
      },
    );
  // Written as it is read, however much it is; the routes of the others answer one value.
  router.openAPIRegistry.registerPath({
    method: 'get',
    path: '/accounts/{id}/export',
    tags,
    summary: 'Everything that is kept of an account, as one JSON document',
    request: { params: accountParams },
    responses: answers('The account as it is shown, and every row of every table that speaks of it', exportSchema),
  });
  router.get('/accounts/:id/export', needsSecretKey(services), (c) =>
    exported(services, c, accountIdIn(c.req.param('id'))),
  );
  return router;
}

function accountIdIn(text: string): string {
  const read = accountIdSchema.safeParse(text);
  if (read.success) return read.data;
  const issues = read.error.issues.map(({ message }) => ({ path: 'param.id', message }));
  throw new KairosError('invalid-request', `param.id: ${issues[0]?.message}`, { issues });
}

interface Erased {
  readonly id: string;
  readonly pseudonym: string;
  readonly isDone: boolean;
}

/** Erases in one transaction with the entry in the audit log, which names nobody. */
async function erasing(
  services: Services,
  c: Context<AppEnv>,
  asked: Pick<Erasing, 'kind' | 'subject'>,
  erase: (trx: Trx, asked: Erasing) => Promise<Erased>,
): Promise<ErasureView> {
  const { environment, actor } = c.var.caller;
  const at = wallNow(services.wallClock);
  const erased = await services.database.transaction({ environment: environment.id }, async (trx) => {
    const now = await environmentNow(trx, environment.id, services.wallClock);
    const done = await erase(trx, { ...asked, environment: environment.id, now, at });
    const action: AuditAction = asked.kind === 'account' ? 'account.erase' : 'user.erase';
    const detail = { erasure: done.id };
    await recordChange(trx, { environment: environment.id, at, actor, action, subject: done.pseudonym, detail });
    return done;
  });
  return { id: erased.id, kind: asked.kind, status: erased.isDone ? 'done' : 'running', requestedAt: toIso(at) };
}

async function exported(services: Services, c: Context<AppEnv>, id: string): Promise<Response> {
  const { environment } = c.var.caller;
  const account = await inEnvironment(services, environment, async (trx, context) => {
    const found = await readAccount(trx, environment.id, id, context.now);
    if (found === null) throw unknownAccount(id);
    const kept = await keptStageOf(trx, { environment: environment.id, account: id });
    return accountView(context.program, found, { now: context.now, signals: found.signals, kept });
  });
  const exportedAt = toIso(wallNow(services.wallClock));
  const head = { exportedAt, environment: environment.id, account };
  const texts = exportAccount(services.database, { environment: environment.id, account: id }, head);
  c.header('content-type', 'application/json');
  return c.body(streamOf(texts));
}

/** Texts as bytes, as fast as they are taken; a fault on the way breaks the answer off, so that nobody takes a part for the whole. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await texts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
