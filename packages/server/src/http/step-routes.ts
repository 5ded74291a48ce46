import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { later, parseInstant } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import { takeStep } from '../moments/take-step.ts';
import { inEnvironment, type Services } from '../services.ts';
import { dismissedBody, snoozedBody, stepSchema } from '../wire/moment.ts';
import { anyIdParams } from '../wire/parts.ts';
import type { AppEnv, needsAnyKey } from './authenticate.ts';
import { idempotent } from './idempotency.ts';
import { answers, createRouter, jsonBody, optionalJsonBody } from './route.ts';

/** The steps that a moment can be told to have taken, and nothing beside. Converting isn't told: accepting a quote does it. */
const PLAIN_STEPS = ['shown', 'clicked', 'checkout-started'] as const;

const taken = answers('The step that the moment is at now', z.object({ id: z.string(), step: stepSchema }));
const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;

/** Whose moments may be told of, and how the routes are published. */
export interface Teller {
  /** `/moments` or `/client/moments`. */
  readonly path: string;
  readonly published: { readonly tags: string[]; readonly security?: Record<string, string[]>[] };
  readonly needs: ReturnType<typeof needsAnyKey>;
  /** The account whose moments alone may be told of; null: any of the environment's. */
  readonly accountOf: (c: Context<AppEnv>) => string | null;
}

/** What became of a moment. Telling a step twice changes nothing. */
export function stepRoutes(services: Services, { path, published, needs, accountOf }: Teller) {
  const middleware = [needs, idempotent(services)];
  const router = createRouter();
  const tell = (c: Context<AppEnv>, moment: string, told: Omit<Parameters<typeof takeStep>[2], 'moment' | 'account'>) =>
    inEnvironment(services, c.var.caller.environment, (trx, context) =>
      takeStep(trx, context, { moment, account: accountOf(c), ...told }),
    );
  for (const step of PLAIN_STEPS) {
    const summary = `Tell that a moment was ${step}; telling it twice changes nothing`;
    const request = { params: anyIdParams };
    router.openapi(
      createRoute({
        method: 'post',
        path: `${path}/{id}/${step}`,
        ...published,
        summary,
        middleware,
        request,
        responses: taken,
      }),
      async (c) => c.json(await tell(c, c.req.valid('param').id, { step }), 200),
    );
  }
  router.openapi(
    createRoute({
      method: 'post',
      path: `${path}/{id}/dismissed`,
      ...published,
      summary: 'Tell that a moment was dismissed, and why if somebody said so; telling it twice changes nothing',
      middleware,
      request: { params: anyIdParams, ...optionalJsonBody(dismissedBody) },
      responses: taken,
    }),
    async (c) => {
      const { reason } = c.req.valid('json') ?? {};
      const said = reason === undefined ? {} : { reason };
      return c.json(await tell(c, c.req.valid('param').id, { step: 'dismissed', ...said }), 200);
    },
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: `${path}/{id}/snoozed`,
      ...published,
      summary: 'Tell that somebody asked for a moment later: it comes again then, and nothing else before',
      middleware,
      request: { params: anyIdParams, ...jsonBody(snoozedBody) },
      responses: taken,
    }),
    async (c) => {
      const said = c.req.valid('json');
      const answer = await inEnvironment(services, c.var.caller.environment, (trx, context) => {
        const until = 'days' in said ? later(context.now, Math.round(said.days * DAY_MS)) : parseInstant(said.until);
        if (until === null || until <= context.now || until > later(context.now, YEAR_MS)) throw notAhead();
        return takeStep(trx, context, {
          moment: c.req.valid('param').id,
          account: accountOf(c),
          step: 'snoozed',
          until,
        });
      });
      return c.json(answer, 200);
    },
  );
  return router;
}

function notAhead(): KairosError {
  const message = 'expected a time that is still to come, at most a year ahead';
  return new KairosError('invalid-request', `until: ${message}`, { issues: [{ path: 'until', message }] });
}
