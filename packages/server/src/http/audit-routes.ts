import { createRoute } from '@hono/zod-openapi';
import { type Instant, toIso } from '@kairos/engine';
import { type AuditAction, auditOf } from '../audit/audit-log.ts';
import type { Services } from '../services.ts';
import { pageOfRows, readKeyset } from '../store/keyset.ts';
import type { AuditTable } from '../store/schema.ts';
import { auditSchema, type AuditView } from '../wire/audit.ts';
import { pageOf, pageQuery } from '../wire/parts.ts';
import { needsSecretKey } from './authenticate.ts';
import { answers, createRouter } from './route.ts';

/** Who changed what. */
export function auditRoutes(services: Services) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/audit',
      tags: ['Environments'],
      summary: 'What was changed in this environment and by whom, the latest first',
      middleware: [needsSecretKey(services)],
      request: { query: pageQuery },
      responses: answers('Changes', pageOf(auditSchema)),
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const { id } = c.var.caller.environment;
      const before = readKeyset(cursor);
      const found = await services.database.transaction({ environment: id }, (trx) =>
        auditOf(trx, id, { limit: limit + 1, before }),
      );
      const { rows, next } = pageOfRows(found, limit, (row) => row);
      return c.json({ data: rows.map(auditView), next }, 200);
    },
  );
}

function auditView(row: AuditTable): AuditView {
  return {
    id: row.id,
    at: toIso(row.at as Instant),
    actor: { kind: row.actor_kind, id: row.actor_id, hint: row.actor_hint },
    action: row.action as AuditAction,
    subject: row.subject,
    detail: JSON.parse(row.detail) as AuditView['detail'],
  };
}
