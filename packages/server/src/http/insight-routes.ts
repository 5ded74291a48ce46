import { createRoute, z } from '@hono/zod-openapi';
import { unknownAccount } from '../billing/quotes.ts';
import { readAccount } from '../log/load-accounts.ts';
import { milestoneInsight } from '../reports/milestone-insight.ts';
import { inEnvironment, type Services } from '../services.ts';
import { milestonesSchema } from '../wire/milestones.ts';
import { accountIdSchema, labelSchema } from '../wire/parts.ts';
import { needsSecretKey } from './authenticate.ts';
import { answers, createRouter } from './route.ts';

const by = labelSchema
  .default('plan')
  .openapi({ description: '"plan", "employees" (bands of company size), or any trait of an account' });

/** What can be learned from all accounts together. */
export function insightRoutes(services: Services) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/insights/milestones',
      tags: ['Reports'],
      summary: 'How long accounts take to milestones, outcomes and workflows, by segment',
      middleware: [needsSecretKey(services)],
      request: {
        query: z.object({
          by,
          account: accountIdSchema.optional().openapi({ description: 'Predict when this one gets there' }),
        }),
      },
      responses: answers('Time to value by segment', milestonesSchema),
    }),
    async (c) => {
      const asked = c.req.valid('query');
      const view = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
        const id = asked.account ?? null;
        const account = id === null ? null : await readAccount(trx, context.environment, id, context.now);
        if (id !== null && account === null) throw unknownAccount(id);
        return milestoneInsight(trx, context, { by: asked.by, account });
      });
      return c.json(view, 200);
    },
  );
}
