import { z } from '@hono/zod-openapi';
import { accountIdSchema, amount, labelSchema, time } from './parts.ts';

export const momentSchema = z
  .object({
    id: z.string(),
    play: z.string(),
    version: z.int(),
    signal: z.string().nullable(),
    signalInstance: z.string().nullable(),
    presentation: z.enum(['banner', 'modal', 'inline']),
    kind: z.enum(['upsell', 'cross-sell']),
    channel: z.literal('in-app'),
    motion: z.literal('self-serve'),
    reactive: z.boolean(),
    canBuy: z.boolean(),
    meter: z.string().nullable(),
    feature: z.string().nullable(),
    offer: z.object({ from: z.string(), to: z.string(), toName: z.string(), priceDelta: amount, currency: z.string() }),
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

export const stepSchema = z.enum(['offered', 'shown', 'clicked', 'checkout-started', 'converted', 'dismissed']);

const traceSchema = z
  .array(
    z.object({
      play: z.string(),
      outcome: z.enum(['chosen', 'lost', 'refused']),
      rules: z
        .array(z.object({ rule: z.string(), outcome: z.enum(['pass', 'fail', 'not-reached']), detail: z.string() }))
        .readonly(),
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

export const decisionSchema = z
  .object({ moment: momentSchema.nullable(), wall: wallSchema.optional(), routed: z.null(), trace: traceSchema })
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
  trace: traceSchema,
});

export type MomentView = z.infer<typeof momentSchema>;
export type DecisionRowView = z.infer<typeof decisionRowSchema>;
