import { createRoute, z } from '@hono/zod-openapi';
import { type DecisionTree, decisionTree, decisionTreeMermaid, decisionTreeText } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import { inEnvironment, type Services } from '../services.ts';
import { decisionTreeSchema } from '../wire/decision-tree.ts';
import { labelSchema } from '../wire/parts.ts';
import { needsSecretKey } from './authenticate.ts';
import { answers, createRouter } from './route.ts';

const query = z.object({
  format: z
    .enum(['json', 'text', 'mermaid'])
    .default('json')
    .openapi({ description: '"text" and "mermaid" are answered as plain text' }),
  play: labelSchema.optional().openapi({ description: 'Of one play alone' }),
});

const described = answers('Every play with its questions', decisionTreeSchema);
const responses = {
  ...described,
  200: { ...described[200], content: { ...described[200].content, 'text/plain': { schema: z.string() } } },
} as const;

/** What is asked before anything is offered: the active config's decisions before there are any (S1.46). */
export function decisionTreeRoutes(services: Services) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/config/decision-tree',
      tags: ['Config'],
      summary: 'The questions that a decision asks, in order, with the numbers of the active config',
      middleware: [needsSecretKey(services)],
      request: { query },
      responses,
    }),
    async (c) => {
      const { format, play } = c.req.valid('query');
      const tree = await inEnvironment(services, c.var.caller.environment, async (_, { program }) =>
        narrowed(decisionTree(program), play ?? null),
      );
      if (format === 'json') return c.json(tree, 200);
      return c.text(format === 'text' ? `${decisionTreeText(tree)}\n` : `${decisionTreeMermaid(tree)}\n`, 200);
    },
  );
}

function narrowed(tree: DecisionTree, play: string | null): DecisionTree {
  if (play === null) return tree;
  const plays = tree.plays.filter((each) => each.play === play);
  if (plays.length > 0) return { ...tree, plays };
  throw new KairosError('not-found', `no play "${play}"; there is ${tree.plays.map((each) => each.play).join(', ')}`);
}
