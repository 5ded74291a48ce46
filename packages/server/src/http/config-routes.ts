import { createRoute, z } from '@hono/zod-openapi';
import { compile, configSchema, type Instant, toIso } from '@kairos/engine';
import { environmentNow } from '../clock.ts';
import { KairosError } from '../kairos-error.ts';
import { activeConfig, putConfig } from '../log/put-config.ts';
import type { Services } from '../services.ts';
import { needsSecretKey } from './authenticate.ts';
import { answers, createRouter, jsonBody } from './route.ts';

const tags = ['Config'];
/** Published as what it is; validated by the engine's compiler, which finds more than a schema can. */
const configBody = z
  .unknown()
  .openapi('Config', z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as object);
const finding = z.object({
  path: z.string(),
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
});

/** The config: what is sold, what is metered, what is offered when. */
export function configRoutes(services: Services) {
  const middleware = [needsSecretKey(services)];
  return createRouter()
    .openapi(
      createRoute({
        method: 'put',
        path: '/config',
        tags,
        summary: 'Check a config and make it the active one',
        middleware,
        request: jsonBody(configBody),
        responses: answers(
          'The version that is active now',
          z.object({
            version: z.int(),
            warnings: z.array(z.object({ path: z.string(), rule: z.string(), message: z.string() })).readonly(),
          }),
        ),
      }),
      async (c) => {
        const { id } = c.var.caller.environment;
        const now = await services.database.transaction({ environment: id }, (trx) =>
          environmentNow(trx, id, services.wallClock),
        );
        return c.json(
          await putConfig(services.database, services.programs, { environment: id, source: c.req.valid('json'), now }),
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/config',
        tags,
        summary: 'The active config',
        middleware,
        responses: answers('As it was put', z.object({ version: z.int(), config: configBody })),
      }),
      async (c) => {
        const { id } = c.var.caller.environment;
        const active = await services.database.transaction({ environment: id }, (trx) => activeConfig(trx, id));
        if (active === null)
          throw new KairosError('not-found', 'this environment has no config yet; PUT one to /v1/config');
        return c.json({ version: active.version, config: JSON.parse(active.source) as unknown }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/config/versions',
        tags,
        summary: 'Every version that was put, newest first',
        middleware,
        responses: answers(
          'Versions',
          z.object({
            data: z.array(z.object({ version: z.int(), createdAt: z.string(), active: z.boolean() })),
            next: z.string().nullable(),
          }),
        ),
      }),
      async (c) => {
        const { id } = c.var.caller.environment;
        const rows = await services.database.transaction({ environment: id }, (trx) =>
          trx
            .selectFrom('configs')
            .select(['version', 'created_at', 'active'])
            .where('environment', '=', id)
            .orderBy('version', 'desc')
            .limit(200)
            .execute(),
        );
        const data = rows.map((row) => ({
          version: row.version,
          createdAt: toIso(row.created_at as Instant),
          active: row.active,
        }));
        return c.json({ data, next: null }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/config/lint',
        tags,
        summary: 'Check a config without changing anything',
        middleware,
        request: jsonBody(configBody),
        responses: answers('What is wrong with it; empty when nothing is', z.object({ findings: z.array(finding) })),
      }),
      (c) => {
        const compiled = compile(c.req.valid('json'));
        const issues = compiled.ok ? [] : compiled.issues;
        return c.json(
          { findings: issues.map((issue) => ({ ...issue, rule: 'config', severity: 'error' as const })) },
          200,
        );
      },
    );
}
