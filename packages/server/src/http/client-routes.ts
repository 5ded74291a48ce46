import { createRoute, z } from '@hono/zod-openapi';
import { canRoleBuy, memberOf } from '@kairos/engine';
import { streamSSE } from 'hono/streaming';
import { entitlementViews, quoteView, upgradeView } from '../accounts/views.ts';
import type { UserClaims } from '../auth/user-token.ts';
import { acceptQuote } from '../billing/accept-quote.ts';
import { makeQuote } from '../billing/quotes.ts';
import { KairosError } from '../kairos-error.ts';
import { lockAccounts } from '../log/load-accounts.ts';
import { decideMoment } from '../moments/decide-moment.ts';
import { tellChanges } from '../realtime/tell-changes.ts';
import { snapshotOf } from '../realtime/telling.ts';
import { inEnvironment, type Services, type WorkContext } from '../services.ts';
import type { Trx } from '../store/database.ts';
import { needsUserToken } from './authenticate.ts';
import { countDecision, decisionView, toTrigger } from './decision-routes.ts';
import { idempotent } from './idempotency.ts';
import { USER_TOKEN } from './openapi-document.ts';
import { answers, createRouter, jsonBody } from './route.ts';
import { stepRoutes } from './step-routes.ts';
import { clientDecideBody, decisionSchema } from '../wire/moment.ts';
import { anyIdParams } from '../wire/parts.ts';
import { snapshotSchema } from '../wire/snapshot.ts';
import { acceptanceSchema, clientQuoteBody, quoteSchema } from '../wire/upgrade.ts';

const common = { tags: ['Browser'], security: USER_TOKEN };

/** What a browser may do: read and act for the user of its token, in that user's account. */
export function clientRoutes(services: Services) {
  const middleware = [needsUserToken(services), idempotent(services)];
  const router = createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/client/session',
        ...common,
        summary: 'Who the user is, what is used, what is allowed, what is waiting to be shown',
        middleware,
        responses: answers('All that a browser needs to draw', snapshotSchema),
      }),
      async (c) => {
        const snapshot = await inEnvironment(services, c.var.caller.environment, (trx, context) =>
          snapshotOf(trx, context, c.var.claims),
        );
        return c.json(snapshot, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/client/decide',
        ...common,
        summary: 'The one moment, if any, that this user should see now',
        middleware,
        request: jsonBody(clientDecideBody),
        responses: answers('A moment, a plain wall, or silence; the trace is for servers', decisionSchema),
      }),
      async (c) => {
        const body = c.req.valid('json');
        const answer = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
          const decided = await decideMoment(trx, context, {
            account: c.var.claims.account,
            user: c.var.claims.user,
            role: c.var.claims.role,
            mustHaveRole: true,
            session: body.session ?? null,
            placement: body.placement ?? null,
            trigger: toTrigger(body.trigger),
          });
          return { ...decisionView(decided), trace: [] };
        });
        countDecision(services, answer);
        return c.json(answer, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/client/quotes',
        ...common,
        summary: 'Price a change of what the account has',
        middleware,
        request: jsonBody(clientQuoteBody),
        responses: answers('What is due now, and what follows', quoteSchema),
      }),
      async (c) => {
        const { change, moment } = c.req.valid('json');
        const quote = await inEnvironment(services, c.var.caller.environment, async (trx, context) =>
          quoteView(
            context.program,
            await makeQuote(trx, context, { account: c.var.claims.account, change, moment: moment ?? null }),
          ),
        );
        return c.json(quote, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/client/quotes/{id}/accept',
        ...common,
        summary: 'Carry a quote out; needs a role that may buy',
        middleware,
        request: { params: anyIdParams },
        responses: answers(
          'The upgrade, and everything as it is now',
          acceptanceSchema.extend({ session: snapshotSchema }),
        ),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const answer = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
          await mustBeBuyer(trx, context, c.var.claims);
          const { upgrade, account } = await acceptQuote(trx, context, { quote: id, account: c.var.claims.account });
          const session = await snapshotOf(trx, context, c.var.claims);
          return {
            upgrade: upgradeView(upgrade),
            entitlements: entitlementViews(context.program, account, context.now),
            session,
          };
        });
        return c.json(answer, 200);
      },
    );
  router.route(
    '/',
    stepRoutes(services, {
      path: '/client/moments',
      published: common,
      needs: needsUserToken(services),
      accountOf: (c) => c.var.claims.account,
    }),
  );
  router.openAPIRegistry.registerPath({
    method: 'get',
    path: '/client/stream',
    ...common,
    summary: 'What changes about the account, as it changes: snapshot, usage, entitlements, signal, moment',
    responses: { 200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } } },
  });
  router.get('/client/stream', needsUserToken(services), async (c) => {
    const listener = { environment: c.var.caller.environment, claims: c.var.claims };
    // Read once before the stream begins, so that what can't be read is a problem and not an empty stream.
    await inEnvironment(services, listener.environment, (trx, context) => snapshotOf(trx, context, listener.claims));
    return streamSSE(c, (stream) => tellChanges(services, listener, stream));
  });
  return router;
}

async function mustBeBuyer(trx: Trx, { environment, program, now }: WorkContext, claims: UserClaims): Promise<void> {
  const locked = await lockAccounts(trx, environment, [claims.account], now);
  const account = locked.get(claims.account);
  const role = claims.role ?? (account === undefined ? null : memberOf(account, claims.user)?.role) ?? null;
  if (role === null || !canRoleBuy(program.catalog, role)) {
    const buyers = [...program.catalog.buyerRoles].join(', ');
    const who = role === null ? 'nobody said which role this user has' : `the role ${role} can't`;
    throw new KairosError('forbidden', `only ${buyers} can change what the account has; ${who}`);
  }
}
