import { z } from '@hono/zod-openapi';
import { amount } from './parts.ts';

const perUnitSchema = z.object({ meter: z.string(), amount, included: z.int() });

const tiersSchema = z.object({
  meter: z.string(),
  mode: z.enum(['graduated', 'volume']),
  steps: z.array(z.object({ upTo: z.int().nullable(), amount })),
});

/** A price as the config has it: flat, and what is charged by a meter besides. */
const priceSchema = z
  .object({
    interval: z.enum(['month', 'year']),
    amount,
    perUnit: perUnitSchema.optional(),
    tiers: tiersSchema.optional(),
  })
  .openapi('Price');

/** A plan that is for sale. */
export const planSchema = z.object({ id: z.string(), name: z.string(), prices: z.array(priceSchema) });

/** An add-on that is for sale, or was bought. */
export const addOnSchema = planSchema.extend({
  plans: z.array(z.string()).nullable().openapi({ description: 'Where it can be bought; null: on every plan' }),
  isBought: z.boolean(),
});
