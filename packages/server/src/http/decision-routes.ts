import { createRoute, z } from '@hono/zod-openapi';
import { type DecideResult, entitlementOf, type Instant, type Trigger } from '@kairos/engine';
import { consume } from '../accounts/consume.ts';
import { entitlementView, isoOrNull, momentView } from '../accounts/views.ts';
import { readAccount, readAccountOrNew } from '../log/load-accounts.ts';
import { decideMoment } from '../moments/decide-moment.ts';
import { momentsOf } from '../moments/moment-store.ts';
import { inEnvironment, type Services } from '../services.ts';
import { pageOfRows, readKeyset } from '../store/keyset.ts';
import type { MomentTable } from '../store/schema.ts';
import { needsSecretKey } from './authenticate.ts';
import { idempotent, onceIdOf } from './idempotency.ts';
import { answers, createRouter, jsonBody } from './route.ts';
import { stepRoutes } from './step-routes.ts';
import { accountIdSchema, labelSchema, pageOf, pageQuery } from '../wire/parts.ts';
import { checkSchema, consumeBody } from '../wire/entitlement.ts';
import { decideBody, decisionSchema, momentRowSchema, type triggerSchema } from '../wire/moment.ts';

const tags = ['Decisions'];

/** May they; what should they see; what became of it. */
export function decisionRoutes(services: Services) {
  const middleware = [needsSecretKey(services), idempotent(services)];
  const router = createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/check',
        tags,
        summary: 'May the account do it now? A refusal is an answer, with its reason',
        middleware,
        request: jsonBody(
          z.strictObject({
            account: accountIdSchema,
            feature: labelSchema,
            amount: z.number().positive().max(1e12).default(1),
          }),
        ),
        responses: answers('Allowed or not, and why', checkSchema),
      }),
      async (c) => {
        const { account: id, feature, amount } = c.req.valid('json');
        const answer = await inEnvironment(
          services,
          c.var.caller.environment,
          async (trx, { environment, program, now }) => {
            const stored = await readAccount(trx, environment, id, now);
            const account = stored ?? (await readAccountOrNew(trx, environment, id, now));
            const entitlement = entitlementOf(program.catalog, account, { feature, amount, at: now });
            return { ...entitlementView(entitlement), known: stored !== null };
          },
        );
        return c.json(answer, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/consume',
        tags,
        summary: 'Use so much of a meter, where limit and grace allow it; a refusal is an answer, and uses nothing',
        middleware,
        request: jsonBody(consumeBody),
        responses: answers('Used or not and why, with the use as it is then', checkSchema),
      }),
      async (c) => {
        const once = onceIdOf(c, 'use');
        const answer = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
          const { entitlement, known } = await consume(trx, context, { ...c.req.valid('json'), once });
          return { ...entitlementView(entitlement), known };
        });
        return c.json(answer, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/decide',
        tags,
        summary: 'The one moment, if any, that this user should see now, and why',
        middleware,
        request: jsonBody(decideBody),
        responses: answers('A moment, a plain wall, or silence, with the trace', decisionSchema),
      }),
      async (c) => {
        const body = c.req.valid('json');
        const answer = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
          const decided = await decideMoment(trx, context, {
            account: body.account,
            user: body.user,
            role: body.role ?? null,
            mustHaveRole: false,
            session: body.session ?? null,
            placement: body.placement ?? null,
            trigger: toTrigger(body.trigger),
          });
          return decisionView(decided);
        });
        countDecision(services, answer);
        return c.json(answer, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/moments',
        tags,
        summary: 'The moments of one account, newest first',
        middleware,
        request: { query: pageQuery.extend({ account: accountIdSchema }) },
        responses: answers('Moments', pageOf(momentRowSchema)),
      }),
      async (c) => {
        const { account, limit, cursor } = c.req.valid('query');
        const { id } = c.var.caller.environment;
        const before = readKeyset(cursor);
        const found = await services.database.transaction({ environment: id }, (trx) =>
          momentsOf(trx, id, account, { limit: limit + 1, before }),
        );
        const { rows, next } = pageOfRows(found, limit, (row) => ({ at: row.offered_at, id: row.id }));
        return c.json({ data: rows.map(momentRowView), next }, 200);
      },
    );
  router.route(
    '/',
    stepRoutes(services, {
      path: '/moments',
      published: { tags },
      needs: needsSecretKey(services),
      accountOf: () => null,
    }),
  );
  return router;
}

export function toTrigger(trigger: z.output<typeof triggerSchema> | undefined): Trigger | null {
  if (trigger === undefined) return null;
  return { type: trigger.type, feature: trigger.feature ?? null, meter: trigger.meter ?? null, amount: trigger.amount };
}

export function decisionView({ moment, wall, routed, trace }: DecideResult) {
  return {
    moment: moment === null ? null : momentView(moment),
    ...(wall === null ? {} : { wall }),
    routed: routed === null || routed.channel === 'in-app' ? null : { channel: routed.channel, play: routed.play },
    trace,
  };
}

export function countDecision(services: Services, answer: ReturnType<typeof decisionView>): void {
  const outcome =
    answer.moment !== null
      ? 'moment'
      : answer.wall !== undefined
        ? 'wall'
        : answer.routed === null
          ? 'silence'
          : 'routed';
  services.metrics.decisions.inc({ outcome });
}

function momentRowView(row: MomentTable) {
  const at = (column: number | null): string | null => isoOrNull(column as Instant | null);
  return {
    id: row.id,
    account: row.account,
    user: row.user_id,
    play: row.play,
    version: row.version,
    signal: row.signal,
    reactive: row.reactive,
    step: row.step,
    offeredAt: at(row.offered_at) ?? '',
    shownAt: at(row.shown_at),
    clickedAt: at(row.clicked_at),
    checkoutStartedAt: at(row.checkout_at),
    dismissedAt: at(row.dismissed_at),
    convertedAt: at(row.converted_at),
    mrrDelta: row.mrr_delta,
  };
}
