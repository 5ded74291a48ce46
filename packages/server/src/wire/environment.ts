import { z } from '@hono/zod-openapi';

export const environmentSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['live', 'test']),
    name: z.string(),
    publishableKey: z.string(),
    identitySecret: z.string(),
  })
  .openapi('Environment');
