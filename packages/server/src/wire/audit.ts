import { z } from '@hono/zod-openapi';
import { AUDIT_ACTIONS } from '../audit/audit-log.ts';
import { time } from './parts.ts';

/** One change, and who made it. */
export const auditSchema = z
  .object({
    id: z.string(),
    at: time.openapi({ description: 'By the wall clock, also where the environment has a clock of its own' }),
    actor: z.object({
      kind: z.enum(['key', 'publishable-key', 'console', 'process']),
      id: z.string().nullable(),
      hint: z.string().nullable().openapi({ description: 'How the key ends, or how the hash of the session begins' }),
    }),
    action: z.enum(AUDIT_ACTIONS),
    subject: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .openapi('AuditEntry');

export type AuditView = z.infer<typeof auditSchema>;
