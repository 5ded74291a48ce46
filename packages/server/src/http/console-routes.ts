import { serveStatic } from '@hono/node-server/serve-static';
import { createRoute, z } from '@hono/zod-openapi';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { Hono } from 'hono';
import {
  closeConsoleSession,
  CONSOLE_SESSION_SECONDS,
  findConsoleSession,
  openConsoleSession,
} from '../auth/console-sessions.ts';
import { KairosError } from '../kairos-error.ts';
import type { Services } from '../services.ts';
import { type AppEnv, CONSOLE_COOKIE } from './authenticate.ts';
import { NO_KEY } from './openapi-document.ts';
import { answers, createRouter, jsonBody } from './route.ts';

const signInBody = z.strictObject({ key: z.string().max(500).optional(), code: z.string().max(500).optional() });
const sessionSchema = z.object({
  environment: z.object({ id: z.string(), kind: z.enum(['live', 'test']), name: z.string() }),
});

const common = { tags: ['Console'], security: NO_KEY };

/** Signing in to the console: a secret key, or a code of one use, for a cookie that scripts can't read. */
export function consoleSessionRoutes(services: Services) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/console/session',
        ...common,
        summary: 'Sign in to the console',
        request: jsonBody(signInBody),
        responses: { 204: { description: 'Signed in' } },
      }),
      async (c) => {
        const environment = await signIn(services, c.req.valid('json'));
        const secret = await openConsoleSession(services.database, environment, Math.floor(services.wallClock()));
        setCookie(c, CONSOLE_COOKIE, secret, {
          path: '/v1',
          httpOnly: true,
          sameSite: 'Strict',
          secure: new URL(c.req.url).protocol === 'https:',
          maxAge: CONSOLE_SESSION_SECONDS,
        });
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/console/session',
        ...common,
        summary: 'Which environment the console is signed in to',
        responses: answers('The session', sessionSchema),
      }),
      async (c) => {
        const secret = getCookie(c, CONSOLE_COOKIE);
        const found =
          secret === undefined ? null : await findConsoleSession(services.database, secret, services.wallClock());
        if (found === null) throw new KairosError('unauthorized', 'not signed in to the console');
        return c.json({ environment: { id: found.id, kind: found.kind, name: found.name } }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/console/session',
        ...common,
        summary: 'Sign out of the console',
        responses: { 204: { description: 'Signed out' } },
      }),
      async (c) => {
        const secret = getCookie(c, CONSOLE_COOKIE);
        if (secret !== undefined) await closeConsoleSession(services.database, secret);
        deleteCookie(c, CONSOLE_COOKIE, { path: '/v1' });
        return c.body(null, 204);
      },
    );
}

/** The console's own pages, from the folder that they were built to; every path that is no file is the application. */
export function consolePages(directory: string): Hono<AppEnv> {
  const pages = new Hono<AppEnv>();
  pages.use('*', async (c, next) => {
    await next();
    c.header('content-security-policy', CONSOLE_POLICY);
    c.header('cache-control', c.req.path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  const withoutPrefix = (path: string): string => path.replace(/^\/console/, '');
  pages.get('*', serveStatic({ root: directory, rewriteRequestPath: withoutPrefix }));
  pages.get('*', serveStatic({ root: directory, rewriteRequestPath: () => '/index.html' }));
  return pages;
}

/** Everything comes from files of our own; nothing inline, nothing from elsewhere. */
const CONSOLE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

async function signIn(services: Services, { key, code }: z.output<typeof signInBody>): Promise<string> {
  if (code !== undefined) {
    const environment = services.consoleCodes.redeem(code);
    if (environment === null)
      throw new KairosError(
        'unauthorized',
        'this sign-in link was used already, or belongs to an earlier start; sign in with a secret key',
      );
    return environment;
  }
  const caller = key?.startsWith('sk_') ? await services.callers.find(key) : null;
  if (caller === null)
    throw new KairosError('unauthorized', 'no environment has this secret key; it begins with sk_test_ or sk_live_');
  return caller.environment.id;
}
