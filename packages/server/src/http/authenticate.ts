import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { findConsoleSession } from '../auth/console-sessions.ts';
import type { Caller } from '../auth/environments.ts';
import { type UserClaims, verifyUserToken } from '../auth/user-token.ts';
import { hashSecret } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import type { Services } from '../services.ts';

/** What middleware has found out by the time that a route runs. */
export interface AppEnv {
  Variables: { requestId: string; caller: Caller; claims: UserClaims };
}

export const CONSOLE_COOKIE = 'kairos_console';

/** Lets a request through that brings a secret key, or reads with a console session. Anything less is refused, saying what is needed. */
export function needsSecretKey(services: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const caller = await serverCaller(services, c);
    if (caller.power === 'publishable') {
      throw new KairosError(
        'forbidden',
        'a publishable key can only send events and act for one user; use a secret key, on your server',
      );
    }
    c.set('caller', caller);
    await next();
  });
}

/** Lets a request through that brings a bootstrap key: one that the process was first started with, or that such a one made. */
export function needsBootstrapKey(services: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const caller = await serverCaller(services, c);
    if (caller.power !== 'bootstrap') {
      throw new KairosError(
        'forbidden',
        'only a bootstrap key, such as the one that the process was first started with, can make environments and keys',
      );
    }
    c.set('caller', caller);
    await next();
  });
}

/** Lets a request through that brings any key: the door for events. A beacon, which can't set headers, may bring a publishable one as `?key=`. */
export function needsAnyKey(services: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const fromQuery = c.req.query('key');
    const key = keyOf(c.req.raw) ?? (fromQuery?.startsWith('pk_') ? fromQuery : null);
    if (key === null) throw noKey();
    c.set('caller', await mustFind(services, key));
    await next();
  });
}

/** Lets a browser through that brings a publishable key and a user token; from then on it is that user of that account, and no other. */
export function needsUserToken(services: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const key = keyOf(c.req.raw);
    if (key === null) throw noKey();
    const caller = await mustFind(services, key);
    const token = c.req.header('kairos-user-token');
    if (token === undefined || token === '') {
      throw new KairosError(
        'user-token-invalid',
        'no user token; send the one that your server signed in the header Kairos-User-Token',
      );
    }
    c.set('caller', caller);
    c.set('claims', await verifyUserToken(token, caller.environment, services.wallClock));
    await next();
  });
}

/** Whose secret key or console session a request brings. */
async function serverCaller(services: Services, c: Context<AppEnv>): Promise<Caller> {
  const key = keyOf(c.req.raw);
  return key === null ? consoleCaller(services, c.req.raw, getCookie(c, CONSOLE_COOKIE)) : mustFind(services, key);
}

async function mustFind(services: Services, key: string): Promise<Caller> {
  const caller = await services.callers.find(key);
  if (caller === null)
    throw new KairosError('unauthorized', 'no environment has this key; was it revoked, or meant for another server?');
  return caller;
}

/** Enough to tell sessions apart, and nothing to sign in with. */
const SESSION_HINT_LENGTH = 8;

/** A console session reads, and only from the console's own pages. */
async function consoleCaller(services: Services, request: Request, cookie: string | undefined): Promise<Caller> {
  if (cookie === undefined) throw noKey();
  const site = request.headers.get('sec-fetch-site') ?? 'same-origin';
  if (request.method !== 'GET' || (site !== 'same-origin' && site !== 'none')) {
    throw new KairosError(
      'forbidden',
      'a console session may read, from the console itself; use a secret key for anything else',
    );
  }
  const environment = await findConsoleSession(services.database, cookie, services.wallClock());
  if (environment === null) throw new KairosError('unauthorized', 'the console session is over; sign in again');
  const hint = hashSecret(cookie).slice(0, SESSION_HINT_LENGTH);
  return { environment, power: 'secret', actor: { kind: 'console', id: null, hint } };
}

/** The key of a request: as a bearer token, or as the user name of Basic with no password, as Segment's clients send it. */
function keyOf(request: Request): string | null {
  const header = request.headers.get('authorization') ?? '';
  const bearer = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (bearer !== undefined) return bearer;
  const basic = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  if (basic === undefined) return null;
  return Buffer.from(basic, 'base64').toString('utf8').split(':')[0] || null;
}

function noKey(): KairosError {
  return new KairosError(
    'unauthorized',
    'no key; send one as "Authorization: Bearer sk_…", or as the user name of Basic authentication',
  );
}
