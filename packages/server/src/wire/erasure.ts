import { z } from '@hono/zod-openapi';
import { accountSchema } from './account.ts';
import { time } from './parts.ts';

/** How far an erasure is; whose it was is not said. */
export const erasureSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['account', 'user']),
    status: z.enum(['running', 'done']),
    requestedAt: time,
  })
  .openapi('Erasure');

const rows = z.array(z.record(z.string(), z.unknown()));

/** Everything that is kept of an account: as it is shown, and every row of every table that speaks of it. */
export const exportSchema = z
  .object({
    exportedAt: time,
    environment: z.string(),
    account: accountSchema,
    accounts: rows,
    users: rows,
    facts: rows,
    signals: rows,
    moments: rows,
    decisions: rows,
    quotes: rows,
    upgrades: rows,
    invoices: rows,
    audit: rows,
  })
  .openapi('Export');

export type ErasureView = z.infer<typeof erasureSchema>;
