import { z } from 'zod';

/** What Ledgerly reads of Kairos' answers. What it doesn't use is left out here, so that additions on either side break nothing. */

const usageSchema = z.object({
  used: z.number(),
  limit: z.number().nullable(),
  state: z.enum(['ok', 'warning', 'critical', 'grace', 'blocked']),
  remaining: z.number().nullable(),
  graceRemaining: z.number(),
  resetsAt: z.string().nullable(),
});

export const checkSchema = z.object({
  allowed: z.boolean(),
  reason: z.string(),
  used: z.number().nullable(),
  limit: z.number().nullable(),
  requiredPlan: z.string().nullable(),
});

const intervalSchema = z.enum(['month', 'year']);

const pendingSchema = z.object({ plan: z.string(), at: z.string() });

export const accountSchema = z.object({
  id: z.string(),
  subscription: z.object({
    plan: z.string(),
    interval: intervalSchema,
    renewsAt: z.string().nullable(),
    pending: pendingSchema.nullable(),
  }),
  usage: z.record(z.string(), usageSchema),
});

export const invoicesSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      lines: z.array(z.object({ description: z.string(), amount: z.number() })),
      total: z.number(),
      currency: z.string(),
      status: z.enum(['open', 'paid', 'refunded']),
    }),
  ),
});

export const momentRowsSchema = z.object({ data: z.array(z.object({ id: z.string(), step: z.string() })) });

export const decisionSchema = z.object({ moment: z.object({ id: z.string() }).nullable() });

export const quoteSchema = z.object({ id: z.string() });

export type Check = z.output<typeof checkSchema>;
export type KairosAccount = z.output<typeof accountSchema>;
export type KairosUsage = z.output<typeof usageSchema>;
export type KairosInvoice = z.output<typeof invoicesSchema>['data'][number];
export type MomentRow = z.output<typeof momentRowsSchema>['data'][number];
