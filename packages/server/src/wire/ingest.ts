import { z } from '@hono/zod-openapi';

export const ingestSchema = z
  .object({
    success: z.literal(true),
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.array(
      z.object({
        index: z.int(),
        messageId: z.string().nullable(),
        errors: z.array(z.object({ path: z.string(), message: z.string() })).readonly(),
      }),
    ),
  })
  .openapi('Ingested');
