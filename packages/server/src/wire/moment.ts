import { z } from '@hono/zod-openapi';
import { accountIdSchema, amount, labelSchema, time } from './parts.ts';
import { changeSchema } from './upgrade.ts';

export const momentSchema = z
  .object({
    id: z.string(),
    play: z.string(),
    version: z.int(),
    signal: z.string().nullable(),
    signalInstance: z.string().nullable(),
    presentation: z.enum(['banner', 'modal', 'inline']),
    kind: z.enum(['upsell', 'cross-sell']),
    channel: z.enum(['in-app', 'email', 'human']),
    motion: z.enum(['self-serve', 'sales-assisted', 'hybrid']),
    reactive: z.boolean(),
    canBuy: z.boolean(),
    answer: z.enum(['offer', 'ask-admin', 'ask-contact', 'help']).openapi({
      description: 'What it asks for: to buy, to ask an admin or the contact, or to be helped first',
    }),
    variants: z.array(z.object({ experiment: z.string(), variant: z.string() })).readonly(),
    priceAfter: z.enum(['unlock', 'action', 'reassurance']).nullable().openapi({
      description: 'The part of the message that the price follows, where an experiment says so',
    }),
    meter: z.string().nullable(),
    feature: z.string().nullable(),
    offer: z.object({
      kind: z.enum(['plan', 'seats', 'usage', 'add-on']),
      from: z.string(),
      to: z.string().openapi({ description: 'The plan after it: the same for seats and add-ons' }),
      toName: z.string().openapi({ description: 'What is offered, by its name: a plan, an add-on, "8 seats"' }),
      change: changeSchema,
      priceDelta: amount.openapi({ description: 'Per month' }),
      currency: z.string(),
    }),
    message: z.object({
      done: z.string(),
      near: z.string(),
      unlock: z.string(),
      action: z.string(),
      reassurance: z.string(),
    }),
    expiresAt: time,
  })
  .openapi('Moment');

export const stepSchema = z.enum([
  'offered',
  'held-out',
  'shown',
  'snoozed',
  'clicked',
  'checkout-started',
  'converted',
  'dismissed',
]);

/** What may be said with a refusal. */
export const dismissedBody = z.strictObject({
  reason: z.string().trim().min(1).max(200).optional().openapi({ description: 'Why: it then stays away for longer' }),
});

export const snoozedBody = z
  .union(
    [
      z.strictObject({
        until: z.iso.datetime().openapi({ description: 'When it may come again, at most a year from now' }),
      }),
      z.strictObject({
        days: z.number().positive().max(366).openapi({ description: 'The same, in days from now' }),
      }),
    ],
    { error: 'expected either { "until": "2026-03-10T09:00:00Z" } or { "days": 7 }' },
  )
  .openapi('Later');

const traceSchema = z
  .array(
    z.object({
      play: z.string(),
      outcome: z.enum(['chosen', 'lost', 'refused']),
      rules: z
        .array(z.object({ rule: z.string(), outcome: z.enum(['pass', 'fail', 'not-reached']), detail: z.string() }))
        .readonly(),
      priceDelta: amount.optional().openapi({ description: 'What the refused offer would have added a month' }),
    }),
  )
  .readonly()
  .openapi('Trace');

const wallSchema = z.object({
  feature: z.string().optional(),
  meter: z.string().optional(),
  reason: z.string(),
  requiredPlan: z.string().nullable(),
});

const routedSchema = z
  .object({ channel: z.enum(['email', 'human']), play: z.string() })
  .openapi({ description: 'The offer that goes another way than the product, and holds the slot of the account' });

export const decisionSchema = z
  .object({
    moment: momentSchema.nullable(),
    wall: wallSchema.optional(),
    routed: routedSchema.nullable(),
    trace: traceSchema,
  })
  .openapi('Decision');

export const triggerSchema = z
  .strictObject({
    type: z.enum(['gate', 'limit', 'seats', 'share', 'search', 'outcome']),
    feature: labelSchema.optional(),
    meter: labelSchema.optional(),
    amount: z.number().positive().max(1e12).default(1),
  })
  .openapi('Trigger');

export const clientDecideBody = z.strictObject({
  session: labelSchema.optional(),
  placement: labelSchema.optional(),
  trigger: triggerSchema.optional(),
});

export const decideBody = clientDecideBody.extend({
  account: accountIdSchema,
  user: labelSchema,
  role: labelSchema.optional(),
});

export const momentRowSchema = z.object({
  id: z.string(),
  account: z.string(),
  user: z.string(),
  play: z.string(),
  version: z.int(),
  signal: z.string().nullable(),
  reactive: z.boolean(),
  step: stepSchema,
  offeredAt: time,
  shownAt: time.nullable(),
  clickedAt: time.nullable(),
  checkoutStartedAt: time.nullable(),
  dismissedAt: time.nullable(),
  convertedAt: time.nullable(),
  mrrDelta: amount.nullable(),
});

export const decisionRowSchema = z.object({
  id: z.string(),
  at: time,
  user: z.string(),
  session: z.string().nullable(),
  placement: z.string().nullable(),
  trigger: z
    .object({ type: z.string(), feature: z.string().nullable(), meter: z.string().nullable(), amount: z.number() })
    .nullable(),
  moment: z.string().nullable(),
  version: z.int(),
  peers: z
    .string()
    .nullable()
    .openapi({ description: 'The day of the comparison with peers that it was made by; null where there was none' }),
  trace: traceSchema,
});

export type MomentView = z.infer<typeof momentSchema>;
export type DecisionRowView = z.infer<typeof decisionRowSchema>;
