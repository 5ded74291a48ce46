import { createRoute, z } from '@hono/zod-openapi';
import { type DecideResult, entitlementOf, type Instant, type Program, type Trigger } from '@kairos/engine';
import { entitlementView, isoOrNull, momentView } from '../accounts/views.ts';
import { readAccount, readAccountOrNew } from '../log/load-accounts.ts';
import { decideMoment } from '../moments/decide-moment.ts';
import { momentsOf } from '../moments/moment-store.ts';
import { takeStep } from '../moments/take-step.ts';
import { inEnvironment, type Services } from '../services.ts';
import type { MomentTable } from '../store/schema.ts';
import { needsSecretKey } from './authenticate.ts';
import { idempotent } from './idempotency.ts';
import { answers, createRouter, jsonBody } from './route.ts';
import { accountIdSchema, anyIdParams, labelSchema, pageOf } from '../wire/parts.ts';
import { checkSchema } from '../wire/entitlement.ts';
import { decideBody, decisionSchema, momentRowSchema, stepSchema, type triggerSchema } from '../wire/moment.ts';

const tags = ['Decisions'];

/** The steps that a moment can be told to have taken. Converting isn't told: accepting a quote does it. */
export const TOLD_STEPS = ['shown', 'clicked', 'dismissed', 'checkout-started'] as const;

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
          return decisionView(context.program, decided);
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
        request: {
          query: z.object({ account: accountIdSchema, limit: z.coerce.number().int().min(1).max(200).default(50) }),
        },
        responses: answers('Moments', pageOf(momentRowSchema)),
      }),
      async (c) => {
        const { account, limit } = c.req.valid('query');
        const { id } = c.var.caller.environment;
        const rows = await services.database.transaction({ environment: id }, (trx) =>
          momentsOf(trx, id, account, limit),
        );
        return c.json({ data: rows.map(momentRowView), next: null }, 200);
      },
    );
  for (const step of TOLD_STEPS) {
    router.openapi(
      createRoute({
        method: 'post',
        path: `/moments/{id}/${step}`,
        tags,
        summary: `Tell that a moment was ${step}; telling it twice changes nothing`,
        middleware,
        request: { params: anyIdParams },
        responses: answers('The step that the moment is at now', z.object({ id: z.string(), step: stepSchema })),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const taken = await inEnvironment(services, c.var.caller.environment, (trx, context) =>
          takeStep(trx, context, { moment: id, step, account: null }),
        );
        return c.json(taken, 200);
      },
    );
  }
  return router;
}

export function toTrigger(trigger: z.output<typeof triggerSchema> | undefined): Trigger | null {
  if (trigger === undefined) return null;
  return { type: trigger.type, feature: trigger.feature ?? null, meter: trigger.meter ?? null, amount: trigger.amount };
}

export function decisionView(program: Program, { moment, wall, trace }: DecideResult) {
  return {
    moment: moment === null ? null : momentView(program, moment),
    ...(wall === null ? {} : { wall }),
    routed: null,
    trace,
  };
}

export function countDecision(services: Services, answer: ReturnType<typeof decisionView>): void {
  const outcome = answer.moment !== null ? 'moment' : answer.wall !== undefined ? 'wall' : 'silence';
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
