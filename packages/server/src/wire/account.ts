import { z } from '@hono/zod-openapi';
import { amount, labelSchema, time } from './parts.ts';
import { stepSchema } from './moment.ts';
import { signalSchema } from './signal.ts';
import { usageSchema } from './usage.ts';

export const subscriptionSchema = z
  .object({
    plan: z.string(),
    planName: z.string(),
    interval: z.enum(['month', 'year']),
    seats: z.int().nullable(),
    startedAt: time.nullable(),
    renewsAt: time.nullable(),
    billedBy: z.enum(['kairos', 'external']),
    pending: z.object({ plan: z.string(), interval: z.enum(['month', 'year']), at: time }).nullable(),
    monthlyAmount: amount,
  })
  .openapi('Subscription');

export const subscriptionBody = z.strictObject({
  plan: labelSchema,
  interval: z.enum(['month', 'year']).optional(),
  seats: z.int().min(1).nullable().optional(),
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
    readiness: z.null(),
  })
  .openapi('Account');

export const accountRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  plan: z.object({ id: z.string(), name: z.string() }),
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
]);

export type SubscriptionView = z.infer<typeof subscriptionSchema>;
export type AccountView = z.infer<typeof accountSchema>;
export type AccountRowView = z.infer<typeof accountRowSchema>;
export type TimelineEntry = z.infer<typeof timelineSchema>;
