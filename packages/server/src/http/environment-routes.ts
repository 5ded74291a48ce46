import { createRoute, z } from '@hono/zod-openapi';
import { parseInstant, toIso } from '@kairos/engine';
import { createEnvironment } from '../auth/environments.ts';
import { environmentNow, fixedClock, wallNow } from '../clock.ts';
import { advanceClock, setClock } from '../jobs/test-clock.ts';
import { KairosError } from '../kairos-error.ts';
import type { Services } from '../services.ts';
import { needsBootstrapKey, needsSecretKey } from './authenticate.ts';
import { answers, createRouter, jsonBody } from './route.ts';
import { labelSchema } from '../wire/parts.ts';
import { environmentSchema } from '../wire/environment.ts';

const clockSchema = z.object({ now: z.string(), fixed: z.boolean() }).openapi('Clock');

/** The environment that a key is for, making more of them, and the clock of a test one. */
export function environmentRoutes(services: Services) {
  const middleware = [needsSecretKey(services)];
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/environment',
        tags: ['Environments'],
        summary: 'The environment of this key, with what its browsers and user tokens need',
        middleware,
        responses: answers('The environment', environmentSchema),
      }),
      (c) => c.json(c.var.caller.environment, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/environments',
        tags: ['Environments'],
        summary: 'Make an environment; its secrets are shown this once',
        middleware: [needsBootstrapKey(services)],
        request: jsonBody(
          z.strictObject({ name: z.string().trim().pipe(labelSchema), kind: z.enum(['live', 'test']) }),
        ),
        responses: answers(
          'The new environment, with its secret key',
          environmentSchema.extend({ secretKey: z.string() }),
        ),
      }),
      async (c) => {
        const wanted = c.req.valid('json');
        const { environment, secretKey } = await createEnvironment(services.database, {
          ...wanted,
          power: 'secret',
          actor: c.var.caller.actor,
          at: wallNow(services.wallClock),
        });
        return c.json({ ...environment, secretKey }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/clock',
        tags: ['Test clock'],
        summary: 'What time it is in this environment',
        middleware,
        responses: answers('Now, and whether the clock stands still', clockSchema),
      }),
      async (c) => {
        const { id } = c.var.caller.environment;
        const clock = await services.database.transaction({ environment: id }, async (trx) => ({
          now: toIso(await environmentNow(trx, id, services.wallClock)),
          fixed: (await fixedClock(trx, id)) !== null,
        }));
        return c.json(clock, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/clock',
        tags: ['Test clock'],
        summary: 'Set the clock of a test environment; from then on it stands still',
        middleware,
        request: jsonBody(z.strictObject({ now: z.string() })),
        responses: answers('Where the clock stands', clockSchema),
      }),
      async (c) => {
        const to = timeOf(c.req.valid('json').now, 'now');
        const now = await setClock(services.database, c.var.caller.environment, {
          ...services,
          actor: c.var.caller.actor,
          to,
        });
        return c.json({ now: toIso(now), fixed: true }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/clock/advance',
        tags: ['Test clock'],
        summary: 'Move the clock of a test environment forward through every timer due',
        middleware,
        request: jsonBody(z.strictObject({ to: z.string() })),
        responses: answers('Where the clock stands, when every timer due has run', clockSchema),
      }),
      async (c) => {
        const to = timeOf(c.req.valid('json').to, 'to');
        const now = await advanceClock(services.database, c.var.caller.environment, {
          ...services,
          actor: c.var.caller.actor,
          to,
        });
        return c.json({ now: toIso(now), fixed: true }, 200);
      },
    );
}

function timeOf(text: string, path: string) {
  const at = parseInstant(text);
  if (at !== null) return at;
  const message = 'expected an ISO 8601 date and time, such as "2026-03-01T09:00:00Z"';
  throw new KairosError('invalid-request', `${path}: ${message}`, { issues: [{ path, message }] });
}
