import { createRoute, z } from '@hono/zod-openapi';
import { configSchema, type Instant, toIso } from '@kairos/engine';
import type { Context } from 'hono';
import { environmentNow, wallNow } from '../clock.ts';
import { KairosError } from '../kairos-error.ts';
import { lintConfig } from '../log/lint-config.ts';
import { activateConfig, activeConfig, type ConfigChange, putConfig } from '../log/put-config.ts';
import type { Services } from '../services.ts';
import { type AppEnv, needsSecretKey } from './authenticate.ts';
import { answers, createRouter, jsonBody } from './route.ts';

const tags = ['Config'];
/** What a version's column holds. */
const MAX_VERSION = 2 ** 31 - 1;
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

const activatedConfig = z.object({
  version: z.int(),
  warnings: z.array(z.object({ path: z.string(), rule: z.string(), message: z.string() })).readonly(),
});
const versionParams = z.object({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_VERSION)
    .openapi({ param: { name: 'version', in: 'path' } }),
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
        responses: answers('The version that is active now', activatedConfig),
      }),
      async (c) => {
        const change = await changeOf(services, c);
        const source: unknown = c.req.valid('json');
        return c.json(await putConfig(services.database, services.programs, { ...change, source }), 200);
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
        path: '/config/versions/{version}/activate',
        tags,
        summary: 'Make an earlier version the active one again',
        middleware,
        request: { params: versionParams },
        responses: answers('The version that is active now', activatedConfig),
      }),
      async (c) => {
        const change = await changeOf(services, c);
        const { version } = c.req.valid('param');
        return c.json(await activateConfig(services.database, services.programs, { ...change, version }), 200);
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
        responses: answers(
          'What is wrong with it, or what it is advised against; empty when nothing is',
          z.object({ findings: z.array(finding) }),
        ),
      }),
      (c) => c.json({ findings: [...lintConfig(c.req.valid('json'))] }, 200),
    );
}

/** Who changes the config of which environment, and when. */
async function changeOf(services: Services, c: Context<AppEnv>): Promise<ConfigChange> {
  const { environment, actor } = c.var.caller;
  const now = await services.database.transaction({ environment: environment.id }, (trx) =>
    environmentNow(trx, environment.id, services.wallClock),
  );
  return { environment: environment.id, now, actor, at: wallNow(services.wallClock) };
}
