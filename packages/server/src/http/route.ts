import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { explainIssue } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import type { AppEnv } from './authenticate.ts';
import { problemSchema } from '../wire/problem.ts';

/** A router whose refusals of bad input are ours: every issue at once, each with its path and where it was found. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: async (result, c) => {
      if (result.success) return;
      const input =
        result.target === 'json'
          ? await c.req.json<unknown>()
          : result.target === 'query'
            ? c.req.query()
            : c.req.param();
      const issues = result.error.issues
        .flatMap((issue) => explainIssue(issue, input))
        .map(({ path, message }) => ({ path: result.target === 'json' ? path : `${result.target}.${path}`, message }));
      const first = issues[0];
      throw new KairosError('invalid-request', `${first?.path === '' ? 'the body' : first?.path}: ${first?.message}`, {
        issues,
      });
    },
  });
}

/** A JSON body, which must be there. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const;
}

/** The JSON body of a route that does well without one. */
export function optionalJsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: false, content: { 'application/json': { schema } } } } as const;
}

const PROBLEM = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
} as const;

/** What a route answers: its JSON, or a problem. */
export function answers<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { 200: { description, content: { 'application/json': { schema } } }, default: PROBLEM } as const;
}

/** What a route answers that only begins what it was asked for. */
export function accepted<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { 202: { description, content: { 'application/json': { schema } } }, default: PROBLEM } as const;
}
