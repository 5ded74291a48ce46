import { z } from '@hono/zod-openapi';

const treeQuestion = z
  .object({
    rule: z.string().openapi({ description: 'The id under which a trace tells of it' }),
    asks: z.string(),
    values: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()]))
      .openapi({ description: 'What this config asks it with; amounts in minor units, shares from 0 to 1' }),
    otherwise: z.string().openapi({ description: 'What a no leads to' }),
  })
  .openapi('TreeQuestion');

export const decisionTreeSchema = z
  .object({
    product: z.string(),
    version: z.int(),
    currency: z.string(),
    plays: z
      .array(
        z.object({
          play: z.string(),
          kind: z.enum(['upsell', 'cross-sell']),
          priority: z.int(),
          proactive: z.array(treeQuestion).readonly().openapi({ description: 'When we start' }),
          reactive: z
            .array(treeQuestion)
            .readonly()
            .openapi({ description: 'When somebody walks into something; empty where the play answers no such thing' }),
        }),
      )
      .readonly(),
  })
  .openapi('DecisionTree');
