import { z } from '@hono/zod-openapi';
import { time } from './parts.ts';

export const usageSchema = z
  .object({
    name: z.string(),
    used: z.number(),
    limit: z.number().nullable(),
    ratio: z.number().nullable(),
    state: z.enum(['ok', 'warning', 'critical', 'grace', 'blocked']),
    remaining: z.number().nullable(),
    graceRemaining: z.number(),
    resetsAt: time.nullable(),
    graceEndsAt: time.nullable(),
  })
  .openapi('Usage');

export const usageSeriesSchema = z.object({
  meter: z.string(),
  name: z.string(),
  limit: z.number().nullable(),
  thresholds: z.array(z.number()),
  graceLimit: z.number().nullable(),
  period: z.object({ start: time, end: time }).nullable(),
  now: time,
  points: z.array(z.object({ at: time, used: z.number() })),
  projectedFullAt: time.nullable(),
});

export type UsageView = z.infer<typeof usageSchema>;
export type UsageSeries = z.infer<typeof usageSeriesSchema>;
