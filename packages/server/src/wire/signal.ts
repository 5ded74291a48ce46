import { z } from '@hono/zod-openapi';
import { time } from './parts.ts';

/** The values that made it fire. */
const evidenceSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]),
);

export const signalSchema = z
  .object({
    id: z.string(),
    signal: z.string(),
    category: z.enum([
      'usage',
      'gate',
      'seats',
      'engagement',
      'value',
      'intent',
      'organisation',
      'collaboration',
      'renewal',
      'health',
    ]),
    priority: z.enum(['urgent', 'critical', 'high', 'medium', 'low']),
    polarity: z.enum(['positive', 'negative']),
    subject: z.string().nullable(),
    meter: z.string().nullable(),
    firedAt: time,
    expiresAt: time.nullable(),
    evidence: evidenceSchema,
    endedAt: time.nullable(),
    supersededBy: z.string().nullable(),
  })
  .openapi('Signal');

export type SignalView = z.infer<typeof signalSchema>;
