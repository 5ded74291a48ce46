import { z } from '@hono/zod-openapi';
import { labelSchema, time } from './parts.ts';

const kind = z.enum(['secret', 'bootstrap']);

/** A secret key as it is listed. */
export const keySchema = z
  .object({
    id: z.string(),
    environment: z.string(),
    hint: z.string().openapi({ description: 'How the key ends' }),
    kind: kind.openapi({ description: 'A bootstrap key may also make environments and keys' }),
    createdAt: time,
    lastUsedAt: time.nullable().openapi({ description: 'To the minute' }),
    revokedAt: time.nullable(),
  })
  .openapi('Key');

export const madeKeySchema = keySchema
  .extend({ secretKey: z.string().openapi({ description: 'Shown this once' }) })
  .openapi('MadeKey');

export const environmentChoice = labelSchema
  .optional()
  .openapi({ description: 'The id of the environment; without it that of the key that asks' });

export const keyBody = z.strictObject({ environment: environmentChoice, kind: kind.default('secret') });

export type KeyView = z.infer<typeof keySchema>;
