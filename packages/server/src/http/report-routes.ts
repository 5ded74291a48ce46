import { createRoute, z } from '@hono/zod-openapi';
import { type Instant, later, parseInstant, toIso } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import { funnelReport } from '../reports/funnel-report.ts';
import { suppressionReport } from '../reports/suppression-report.ts';
import { inEnvironment, type Services } from '../services.ts';
import { needsSecretKey } from './authenticate.ts';
import { answers, createRouter } from './route.ts';
import { funnelSchema } from '../wire/funnel.ts';
import { suppressionSchema } from '../wire/suppression.ts';

/** A report without a `from` goes back this far. */
const DEFAULT_PERIOD_MS = 30 * 24 * 3600 * 1000;

const period = z.object({ from: z.string().optional(), to: z.string().optional() });

/** What came of it, and what was left undone. */
export function reportRoutes(services: Services) {
  const middleware = [needsSecretKey(services)];
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports/funnel',
        tags: ['Reports'],
        summary: 'From eligible to converted, by play or by signal',
        middleware,
        request: { query: period.extend({ by: z.enum(['play', 'signal']).default('play') }) },
        responses: answers('The funnel of the moments that were decided in the period', funnelSchema),
      }),
      async (c) => {
        const { by, ...asked } = c.req.valid('query');
        const report = await inEnvironment(services, c.var.caller.environment, (trx, context) =>
          funnelReport(trx, context, { ...periodOf(asked, context.now), by }),
        );
        return c.json({ ...report, from: toIso(report.from), to: toIso(report.to) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports/suppression',
        tags: ['Reports'],
        summary: 'What was not offered, by the rule that stood in its way, and what it would have added',
        middleware,
        request: { query: period },
        responses: answers('The offers that were refused in the period', suppressionSchema),
      }),
      async (c) => {
        const report = await inEnvironment(services, c.var.caller.environment, (trx, context) =>
          suppressionReport(trx, context, periodOf(c.req.valid('query'), context.now)),
        );
        return c.json({ ...report, from: toIso(report.from), to: toIso(report.to) }, 200);
      },
    );
}

function periodOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Instant,
): { readonly from: Instant; readonly to: Instant } {
  const end = timeOf(to, 'to') ?? later(now, 1);
  const start = timeOf(from, 'from') ?? later(end, -DEFAULT_PERIOD_MS);
  if (start < end) return { from: start, to: end };
  throw new KairosError('invalid-request', '"from" must be before "to"', {
    issues: [{ path: 'query.from', message: 'expected a time before "to"' }],
  });
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
