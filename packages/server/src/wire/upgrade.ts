import { z } from '@hono/zod-openapi';
import { accountIdSchema, addOnsSchema, amount, labelSchema, seatsSchema, time } from './parts.ts';
import { entitlementsSchema } from './entitlement.ts';

export const changeSchema = z
  .strictObject({
    plan: labelSchema.optional(),
    interval: z.enum(['month', 'year']).optional(),
    seats: seatsSchema.optional().openapi({ description: 'All the seats that are wanted, not only those more' }),
    addOns: addOnsSchema
      .optional()
      .openapi({ description: 'All the add-ons that are wanted, those that the account has already among them' }),
  })
  .refine(
    (change) => Object.keys(change).length > 0,
    'expected a "plan", an "interval", "seats", "addOns", or several of them',
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
