import { createMiddleware } from 'hono/factory';
import { KairosError } from '../kairos-error.ts';
import type { AppEnv } from './authenticate.ts';

/** Refuses a body that is not said to be JSON: it would be taken for no body at all, and every default with it. */
export const jsonOnly = createMiddleware<AppEnv>(async (c, next) => {
  const type = c.req.header('content-type') ?? 'nothing in particular';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type) && (await c.req.text()) !== '') {
    throw new KairosError('invalid-request', `the body came as ${type}; send it with "Content-Type: application/json"`);
  }
  await next();
});
