import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './authenticate.ts';

/** Who may call a route, as OpenAPI says it. What a route doesn't say otherwise needs a secret key. */
export const ANY_KEY = [{ secretKey: [] }, { publishableKey: [] }];
export const USER_TOKEN = [{ publishableKey: [], userToken: [] }];
export const NO_KEY: Record<string, string[]>[] = [];

const SECURITY_SCHEMES = {
  secretKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A secret key, sk_live_… or sk_test_…, on servers only. Basic authentication with the key as the user name and no password does as well, as Segment clients send it.',
  },
  publishableKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'The publishable key, pk_…, in browsers: sends events and, beside a user token, acts for that user.',
  },
  userToken: {
    type: 'apiKey',
    in: 'header',
    name: 'Kairos-User-Token',
    description:
      "A JWT (HS256) signed with the environment's identity secret by the team's own server: sub the user, account, role, iat, exp at most an hour after iat, aud the environment's id.",
  },
} as const;

const TAGS = [
  { name: 'Ingest', description: "Events in the format of Segment's tracking API" },
  { name: 'Config', description: 'What is sold, what is metered, what is offered when' },
  { name: 'Accounts', description: 'What Kairos knows of each account' },
  { name: 'Privacy', description: 'What people may ask for of what is kept of them: all of it, and that it goes' },
  { name: 'Decisions', description: 'May they; what should they see; what became of it' },
  { name: 'Upgrades', description: 'What a change costs, and carrying it out' },
  { name: 'Reports', description: 'What came of it' },
  { name: 'Environments', description: 'Live and test data, each with its own keys' },
  { name: 'Test clock', description: 'The clock of a test environment, to be set and moved' },
  { name: 'Browser', description: 'What a browser may do, for the user of its token' },
  { name: 'Console', description: "Signing in to the team's own screen" },
  { name: 'Process', description: 'Whether the process lives, is ready, and how it does' },
];

const DESCRIPTION = `The open-source, self-hosted product-led upsell engine.

JSON is in camelCase, times are ISO 8601 in UTC, money is in integer minor units of the currency beside it. Whatever is refused is answered with a
problem (RFC 9457): \`code\` is stable, \`errors\` has every issue with its path. Every POST under Decisions, Upgrades and Browser takes an
\`Idempotency-Key\`: for 7 days the same key and body gives the first answer again.`;

/** Publishes the whole API as OpenAPI 3.1 at `/openapi.json`, of the same schemas that validate. */
export function publishDocument(app: OpenAPIHono<AppEnv>): void {
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  }
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Kairos',
      version: '0.1.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0' },
    },
    tags: TAGS,
    security: [{ secretKey: [] }],
  });
}
