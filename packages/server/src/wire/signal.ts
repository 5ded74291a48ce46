import { z } from '@hono/zod-openapi';
import { time } from './parts.ts';

export const signalSchema = z
  .object({
    id: z.string(),
    signal: z.string(),
    category: z.literal('usage'),
    priority: z.enum(['urgent', 'critical', 'high', 'medium', 'low']),
    polarity: z.enum(['positive', 'negative']),
    meter: z.string(),
    firedAt: time,
    expiresAt: time.nullable(),
    evidence: z.object({ used: z.number(), limit: z.number(), threshold: z.number() }),
    supersededBy: z.string().nullable(),
  })
  .openapi('Signal');

export type SignalView = z.infer<typeof signalSchema>;
