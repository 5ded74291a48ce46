import { z } from '@hono/zod-openapi';
import { accountIdSchema, amount, labelSchema, time } from './parts.ts';
import { entitlementsSchema } from './entitlement.ts';

const changeSchema = z
  .strictObject({ plan: labelSchema.exactOptional(), interval: z.enum(['month', 'year']).exactOptional() })
  .refine(
    (change) => change.plan !== undefined || change.interval !== undefined,
    'expected a "plan", an "interval", or both',
  )
  .openapi('Change');

export const clientQuoteBody = z.strictObject({ change: changeSchema, moment: labelSchema.optional() });
export const quoteBody = clientQuoteBody.extend({ account: accountIdSchema });

const recurring = z.object({ amount, interval: z.enum(['month', 'year']) });

export const quoteSchema = z
  .object({
    id: z.string(),
    moment: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    fromName: z.string(),
    toName: z.string(),
    lines: z.array(z.object({ description: z.string(), amount, proration: z.boolean() })).readonly(),
    dueNow: amount,
    recurringBefore: recurring,
    recurringAfter: recurring,
    mrrDelta: amount,
    currency: z.string(),
    effectiveAt: time,
    expiresAt: time,
  })
  .openapi('Quote');

export const upgradeSchema = z
  .object({
    id: z.string(),
    status: z.enum(['active', 'scheduled']),
    quote: z.string(),
    moment: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    mrrDelta: amount,
    at: time,
    effectiveAt: time,
  })
  .openapi('Upgrade');

export const invoiceSchema = z.object({
  id: z.string(),
  at: time,
  lines: z.array(z.object({ description: z.string(), amount })),
  total: amount,
  currency: z.string(),
  status: z.enum(['open', 'paid', 'refunded']),
  payments: z.array(z.object({ id: z.string(), amount, at: time })),
});

export const acceptanceSchema = z
  .object({ upgrade: upgradeSchema, entitlements: entitlementsSchema })
  .openapi('Acceptance');

export type QuoteView = z.infer<typeof quoteSchema>;
export type UpgradeView = z.infer<typeof upgradeSchema>;
export type InvoiceView = z.infer<typeof invoiceSchema>;
