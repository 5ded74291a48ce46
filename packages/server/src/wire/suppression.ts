import { z } from '@hono/zod-openapi';
import { amount, time } from './parts.ts';

const figures = {
  accounts: z.int(),
  offers: z.int(),
  monthlyAtStake: amount.openapi({ description: 'Had every one of them been made and taken' }),
};

export const suppressionSchema = z
  .object({
    from: time,
    to: time,
    currency: z.string(),
    rows: z.array(z.object({ rule: z.string(), ...figures })).readonly(),
    totals: z.object(figures),
    notes: z.array(z.string()).readonly(),
  })
  .openapi('Suppression');
