import { createRoute, z } from '@hono/zod-openapi';
import { type Instant, later, parseInstant, toIso } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import { funnelReport } from '../reports/funnel-report.ts';
import { inEnvironment, type Services } from '../services.ts';
import { needsSecretKey } from './authenticate.ts';
import { answers, createRouter } from './route.ts';
import { funnelSchema } from '../wire/funnel.ts';

/** A report without a `from` goes back this far. */
const DEFAULT_PERIOD_MS = 30 * 24 * 3600 * 1000;

/** What came of it. */
export function reportRoutes(services: Services) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/reports/funnel',
      tags: ['Reports'],
      summary: 'From eligible to converted, by play or by signal',
      middleware: [needsSecretKey(services)],
      request: {
        query: z.object({
          from: z.string().optional(),
          to: z.string().optional(),
          by: z.enum(['play', 'signal']).default('play'),
        }),
      },
      responses: answers('The funnel of the moments that were decided in the period', funnelSchema),
    }),
    async (c) => {
      const { from, to, by } = c.req.valid('query');
      const report = await inEnvironment(services, c.var.caller.environment, (trx, context) => {
        const end = timeOf(to, 'to') ?? later(context.now, 1);
        const start = timeOf(from, 'from') ?? later(end, -DEFAULT_PERIOD_MS);
        if (start >= end)
          throw new KairosError('invalid-request', '"from" must be before "to"', {
            issues: [{ path: 'query.from', message: 'expected a time before "to"' }],
          });
        return funnelReport(trx, context, { from: start, to: end, by });
      });
      return c.json({ ...report, from: toIso(report.from), to: toIso(report.to) }, 200);
    },
  );
}

function timeOf(text: string | undefined, name: string): Instant | null {
  if (text === undefined) return null;
  const at = parseInstant(text);
  if (at === null) {
    const message = 'expected an ISO 8601 date, such as "2026-03-01"';
    throw new KairosError('invalid-request', `${name}: ${message}`, { issues: [{ path: `query.${name}`, message }] });
  }
  return at;
}
