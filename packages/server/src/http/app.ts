import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { newId } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import type { Services } from '../services.ts';
import { accountRoutes } from './account-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import type { AppEnv } from './authenticate.ts';
import { clientRoutes } from './client-routes.ts';
import { configRoutes } from './config-routes.ts';
import { consolePages, consoleSessionRoutes } from './console-routes.ts';
import { decisionRoutes } from './decision-routes.ts';
import { decisionTreeRoutes } from './decision-tree-routes.ts';
import { environmentRoutes } from './environment-routes.ts';
import { ingestRoutes } from './ingest-routes.ts';
import { insightRoutes } from './insight-routes.ts';
import { jsonOnly } from './json-only.ts';
import { keyRoutes } from './key-routes.ts';
import { methodsAt } from './methods-at.ts';
import { publishDocument } from './openapi-document.ts';
import { asKairosError, problemResponse } from './problem.ts';
import { privacyRoutes } from './privacy-routes.ts';
import { processRoutes } from './process-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { upgradeRoutes } from './upgrade-routes.ts';

/** Bodies of everything but events; those have limits of their own. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The whole API as one fetch-standard handler, with the console's pages where a folder of them is given. */
export function buildApp(
  services: Services,
  { consoleDirectory }: { readonly consoleDirectory: string | null },
): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>();
  app.use('*', observed(services));
  app.use('*', secureHeaders({ crossOriginResourcePolicy: 'cross-origin', xFrameOptions: 'DENY' }));
  app.use(
    '/v1/*',
    cors({ origin: '*', allowHeaders: ALLOWED_HEADERS, exposeHeaders: ['Retry-After'], maxAge: 86_400 }),
  );
  app.use('/v1/*', bodyLimit({ maxSize: MAX_BODY_BYTES }));
  app.route('/', processRoutes(services));
  app.route('/v1', ingestRoutes(services));
  app.use('/v1/*', jsonOnly);
  for (const routes of [
    configRoutes,
    decisionTreeRoutes,
    accountRoutes,
    privacyRoutes,
    decisionRoutes,
    upgradeRoutes,
    reportRoutes,
    insightRoutes,
    environmentRoutes,
    keyRoutes,
    auditRoutes,
    clientRoutes,
    consoleSessionRoutes,
  ]) {
    app.route('/v1', routes(services));
  }
  publishDocument(app);
  if (consoleDirectory !== null) {
    app.route('/console', consolePages(consoleDirectory));
    app.get('/', (c) => c.redirect('/console/'));
  }
  const methodsOf = methodsAt(app.routes);
  app.notFound((c) => {
    const methods = methodsOf(c.req.path);
    const refusal = methods.length === 0 ? nothingThere(c.req) : notByThisMethod(c.req, methods);
    const response = problemResponse(refusal, c.var.requestId);
    if (methods.length > 0) response.headers.set('allow', methods.join(', '));
    return response;
  });
  app.onError((error, c) => {
    const known = asKairosError(error);
    const log = known.code === 'internal' || known.code.startsWith('state-') ? 'error' : 'debug';
    services.logger[log]({ err: error, requestId: c.var.requestId, path: c.req.path }, known.message);
    return problemResponse(known, c.var.requestId);
  });
  return app;
}

type Asked = { readonly method: string; readonly path: string };

function nothingThere({ method, path }: Asked): KairosError {
  return new KairosError('not-found', `there is nothing at ${method} ${path}; /openapi.json lists what there is`);
}

function notByThisMethod({ method, path }: Asked, methods: readonly string[]): KairosError {
  return new KairosError('method-not-allowed', `${path} takes ${methods.join(', ')}, not ${method}`);
}

const ALLOWED_HEADERS = ['Authorization', 'Content-Type', 'Content-Encoding', 'Kairos-User-Token', 'Idempotency-Key'];

/** Gives every request an id and measures it. */
function observed(services: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const requestId = newId('req');
    c.set('requestId', requestId);
    const done = services.metrics.requests.startTimer();
    await next();
    c.header('x-request-id', requestId);
    done({ method: c.req.method, route: routePath(c, -1), status: String(c.res.status) });
  });
}
