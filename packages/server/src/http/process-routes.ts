import { createRoute, z } from '@hono/zod-openapi';
import type { Services } from '../services.ts';
import { NO_KEY } from './openapi-document.ts';
import { answers, createRouter } from './route.ts';

const common = { tags: ['Process'], security: NO_KEY };

/** For whoever keeps the process running: is it there, can it work, how is it doing. None needs a key. */
export function processRoutes({ database, metrics }: Services) {
  return createRouter()
    .openapi(
      createRoute({
        ...common,
        method: 'get',
        path: '/health',
        summary: 'Whether the process is there',
        responses: answers('It is', z.object({ status: z.literal('ok') })),
      }),
      (c) => c.json({ status: 'ok' as const }, 200),
    )
    .openapi(
      createRoute({
        ...common,
        method: 'get',
        path: '/ready',
        summary: 'Whether the database answers',
        responses: answers('It does', z.object({ status: z.literal('ready') })),
      }),
      async (c) => {
        await database.ping();
        return c.json({ status: 'ready' as const }, 200);
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: 'get',
        path: '/metrics',
        summary: 'Counters and times, for Prometheus',
        responses: { 200: { description: 'The text format', content: { 'text/plain': { schema: z.string() } } } },
      }),
      async (c) => c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
    );
}
