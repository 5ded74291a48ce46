import { z } from '@hono/zod-openapi';
import { entitlementsSchema } from './entitlement.ts';
import { momentSchema } from './moment.ts';
import { addOnSchema, planSchema } from './price.ts';
import { usageSchema } from './usage.ts';

export const snapshotSchema = z
  .object({
    account: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), role: z.string().nullable(), canBuy: z.boolean() }),
    plan: z.object({ id: z.string(), name: z.string() }),
    currency: z.string(),
    usage: z.record(z.string(), usageSchema),
    entitlements: entitlementsSchema,
    moments: z.array(momentSchema),
    plans: z.array(planSchema),
    addOns: z.array(addOnSchema),
  })
  .openapi('Snapshot');

export type Snapshot = z.infer<typeof snapshotSchema>;
