import { z } from '@hono/zod-openapi';
import { addOnsSchema, amount, labelSchema, seatsSchema, time } from './parts.ts';
import { stepSchema } from './moment.ts';
import { interventionsSchema, qualificationSchema, readinessSchema } from './readiness.ts';
import { signalSchema } from './signal.ts';
import { dimensionsSchema, stageNameSchema, stageSchema } from './stage.ts';
import { usageSchema } from './usage.ts';

export const subscriptionSchema = z
  .object({
    plan: z.string(),
    planName: z.string(),
    interval: z.enum(['month', 'year']),
    seats: z.int().nullable().openapi({ description: 'Those that were bought; null where none are sold' }),
    addOns: z.array(z.string()),
    startedAt: time.nullable(),
    renewsAt: time.nullable(),
    billedBy: z.enum(['kairos', 'external']),
    pending: z
      .object({
        plan: z.string(),
        interval: z.enum(['month', 'year']),
        seats: z.int().nullable(),
        addOns: z.array(z.string()),
        at: time,
      })
      .nullable(),
    monthlyAmount: amount.openapi({ description: 'As far as it is known in advance; what is charged by use is not' }),
  })
  .openapi('Subscription');

export const subscriptionBody = z.strictObject({
  plan: labelSchema,
  interval: z.enum(['month', 'year']).optional(),
  seats: seatsSchema.nullable().optional(),
  addOns: addOnsSchema.optional(),
  startedAt: time.optional(),
  renewsAt: time.optional(),
  billedBy: z.enum(['kairos', 'external']).default('kairos'),
});

export const accountSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    traits: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    timeZone: z.string(),
    since: time,
    currency: z.string(),
    subscription: subscriptionSchema,
    usage: z.record(z.string(), usageSchema),
    members: z.array(z.object({ id: z.string(), name: z.string().nullable(), role: z.string().nullable() })),
    signals: z.array(signalSchema),
    stage: stageSchema,
    dimensions: dimensionsSchema,
    readiness: readinessSchema,
    qualification: qualificationSchema,
    interventions: interventionsSchema,
  })
  .openapi('Account');

export const accountRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  plan: z.object({ id: z.string(), name: z.string() }),
  stage: stageNameSchema,
  usage: z.record(z.string(), usageSchema),
  signals: z.array(signalSchema),
  updatedAt: time,
});

const timelineBase = { at: time };
export const timelineSchema = z.discriminatedUnion('kind', [
  z.object({ ...timelineBase, kind: z.literal('event'), name: z.string(), user: z.string().nullable() }),
  z.object({
    ...timelineBase,
    kind: z.literal('signal'),
    signal: z.string(),
    subject: z.string().nullable(),
    meter: z.string().nullable(),
    evidence: signalSchema.shape.evidence,
  }),
  z.object({ ...timelineBase, kind: z.literal('moment'), moment: z.string(), play: z.string(), step: stepSchema }),
  z.object({
    ...timelineBase,
    kind: z.literal('upgrade'),
    upgrade: z.string(),
    from: z.string(),
    to: z.string(),
    mrrDelta: amount,
  }),
  z.object({ ...timelineBase, kind: z.literal('consume'), meter: z.string(), amount: z.number() }),
  z.object({
    ...timelineBase,
    kind: z.literal('subscription'),
    cause: z.enum(['set', 'renewal']),
    plan: z.string(),
    interval: z.enum(['month', 'year']),
    seats: z.int().nullable(),
    renewsAt: time,
    billedBy: z.enum(['kairos', 'external']),
  }),
]);

export type SubscriptionView = z.infer<typeof subscriptionSchema>;
export type AccountView = z.infer<typeof accountSchema>;
export type AccountRowView = z.infer<typeof accountRowSchema>;
export type TimelineEntry = z.infer<typeof timelineSchema>;
