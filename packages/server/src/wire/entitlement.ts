import { z } from '@hono/zod-openapi';
import { accountIdSchema, labelSchema, time } from './parts.ts';
import { usageSchema } from './usage.ts';

export const entitlementSchema = z
  .object({
    allowed: z.boolean(),
    reason: z.enum([
      'granted',
      'within-limit',
      'unlimited',
      'in-grace',
      'limit-reached',
      'not-in-plan',
      'unknown-feature',
    ]),
    value: z.string().nullable(),
    used: z.number().nullable(),
    limit: z.number().nullable(),
    remaining: z.number().nullable(),
    graceRemaining: z.number(),
    state: usageSchema.shape.state.nullable(),
    graceEndsAt: time.nullable(),
    requiredPlan: z.string().nullable(),
  })
  .openapi('Entitlement');

export const checkSchema = entitlementSchema.extend({ known: z.boolean() }).openapi('Check');

export const consumeBody = z
  .strictObject({
    account: accountIdSchema,
    meter: labelSchema.openapi({ description: 'One that counts or sums' }),
    amount: z.number().positive().max(1e12).default(1),
  })
  .openapi('Consumption');

export const entitlementsSchema = z.record(z.string(), entitlementSchema);

export type EntitlementView = z.infer<typeof entitlementSchema>;
