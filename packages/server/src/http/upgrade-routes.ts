import { createRoute } from '@hono/zod-openapi';
import { entitlementViews, quoteView, upgradeView } from '../accounts/views.ts';
import { acceptQuote } from '../billing/accept-quote.ts';
import { makeQuote } from '../billing/quotes.ts';
import { inEnvironment, type Services } from '../services.ts';
import { needsSecretKey } from './authenticate.ts';
import { idempotent } from './idempotency.ts';
import { answers, createRouter, jsonBody } from './route.ts';
import { anyIdParams } from '../wire/parts.ts';
import { acceptanceSchema, quoteBody, quoteSchema } from '../wire/upgrade.ts';

const tags = ['Upgrades'];

/** What a change costs, and carrying it out. */
export function upgradeRoutes(services: Services) {
  const middleware = [needsSecretKey(services), idempotent(services)];
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/quotes',
        tags,
        summary: 'Price a change of plan, interval, seats or add-ons',
        middleware,
        request: jsonBody(quoteBody),
        responses: answers('What is due now, and what follows', quoteSchema),
      }),
      async (c) => {
        const { account, change, moment } = c.req.valid('json');
        const quote = await inEnvironment(services, c.var.caller.environment, async (trx, context) =>
          quoteView(context.program, await makeQuote(trx, context, { account, change, moment: moment ?? null })),
        );
        return c.json(quote, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/quotes/{id}/accept',
        tags,
        summary: 'Carry a quote out; access is live in the answer',
        middleware,
        request: { params: anyIdParams },
        responses: answers('The upgrade, and what the account may do now', acceptanceSchema),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const answer = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
          const { upgrade, account } = await acceptQuote(trx, context, { quote: id, account: null });
          return {
            upgrade: upgradeView(upgrade),
            entitlements: entitlementViews(context.program, account, context.now),
          };
        });
        return c.json(answer, 200);
      },
    );
}
