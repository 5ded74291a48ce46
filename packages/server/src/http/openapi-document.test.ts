import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Method } from '../testing/caller.ts';
import { type OpenApiDocument, type OpenApiOperation, operationsOf, publishedDocument } from '../testing/openapi.ts';
import { pathOf, type SampleRequest, sampleRequests } from '../testing/sample-requests.ts';
import { aKairos, BOOTSTRAP_KEY, type TestKairos } from '../testing/test-kairos.ts';

let kairos: TestKairos;
let document: OpenApiDocument;
beforeAll(async () => {
  kairos = await (await aKairos()).fresh();
  document = await publishedDocument(kairos);
});
afterAll(() => kairos.close());

describe('the OpenAPI document', () => {
  it('says of every operation what it is for, under a tag that is explained', () => {
    const explained = document.tags.map(({ name }) => name);
    const summaries = [...operationsOf(document)].map(([name, { tags, summary }]) => {
      expect({ name, tags: tags.filter((tag) => !explained.includes(tag)) }).toEqual({ name, tags: [] });
      return summary;
    });
    expect(summaries.filter((summary) => !/^[A-Z].{10,}[^.]$/.test(summary))).toEqual([]);
  });

  it('has no member that OpenAPI does not know', () => {
    const known = [
      'tags',
      'summary',
      'description',
      'security',
      'parameters',
      'requestBody',
      'responses',
      'operationId',
    ];
    for (const [name, operation] of operationsOf(document)) {
      expect({ name, others: Object.keys(operation).filter((key) => !known.includes(key)) }).toEqual({
        name,
        others: [],
      });
    }
  });

  it('says of every operation what it answers, refusals among it', () => {
    const operations = [...operationsOf(document)].filter(
      ([name]) => !/\/(?:metrics|stream|console\/session)$/.test(name),
    );
    expect(operations.length).toBeGreaterThan(40);
    for (const [name, { responses }] of operations) {
      expect({ name, responses }).toMatchObject({
        responses: {
          [successOf({ responses })]: { content: { 'application/json': expect.anything() } },
          default: { content: { 'application/problem+json': expect.anything() } },
        },
      });
    }
  });

  it('refers to nothing that is not there', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(references.length).toBeGreaterThan(50);
    for (const reference of new Set(references)) {
      const found = reference
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
      expect({ reference, found: typeof found }).toEqual({ reference, found: 'object' });
    }
  });

  it('says who may call what: a secret key unless it says otherwise', async () => {
    expect(document.security).toEqual([{ secretKey: [] }]);
    expect(Object.keys(document.components.securitySchemes)).toEqual(['secretKey', 'publishableKey', 'userToken']);
    const operations = [...operationsOf(document)].filter(([name]) => !name.includes('/console/'));
    for (const [name, { security = document.security }] of operations) {
      const [method = '', path = ''] = name.split(' ');
      const statusWith = async (key: string | null): Promise<number> => {
        const filled = path.replaceAll(/\{\w+\}/g, 'x');
        return (await kairos.callerWith(key).ask(method as Method, filled, method === 'POST' ? { body: {} } : {}))
          .status;
      };
      const isForBrowsers = security.length === 0 || security.some((needed) => 'publishableKey' in needed);
      expect({ name, refused: (await statusWith(null)) === 401 }).toEqual({ name, refused: security.length > 0 });
      expect({ name, forbidden: (await statusWith(kairos.environment.publishableKey)) === 403 }).toEqual({
        name,
        forbidden: !isForBrowsers,
      });
    }
  });
});

describe('a real answer of every operation', () => {
  it('is as the document says', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    const { moment } = await kairos.decide();
    const requests = sampleRequests({
      account: 'acme',
      user: 'ana',
      moment: moment?.id ?? '',
      quote: '',
      environment: kairos.environment.id,
      key: await kairos.spareKey(),
      erasure: await kairos.erase('user', 'nobody'),
    });
    for (const request of requests.filter(({ path }) => !/console|metrics|stream/.test(path))) {
      const { status, body } = await send(request);
      const expected = successOf(operationOf(request));
      expect(`${request.path}: ${status}`).toBe(`${request.path}: ${expected}`);
      const schema = schemaOf(request);
      expect({ path: request.path, issues: schema.safeParse(body).error?.issues ?? [] }).toEqual({
        path: request.path,
        issues: [],
      });
    }
  });
});

async function send(request: SampleRequest): Promise<{ status: number; body: unknown }> {
  const { cursor: _, ...query } = request.query;
  const params = request.path.endsWith('/accept')
    ? { id: (await kairos.quote({ plan: 'pro', interval: 'month' })).id }
    : request.params;
  const server = request.by === 'bootstrap-key' ? kairos.callerWith(BOOTSTRAP_KEY) : kairos.api;
  const caller = request.by === 'browser' ? (await kairos.browser()).caller : server;
  const said = request.body === undefined ? {} : { body: request.body };
  return caller.ask(request.method, pathOf({ ...request, query, params }), said);
}

function operationOf({ method, path }: SampleRequest): OpenApiOperation | undefined {
  return operationsOf(document).get(`${method} ${path}`);
}

/** 202 where the answer is that it has begun. */
function successOf(operation: Pick<OpenApiOperation, 'responses'> | undefined): '200' | '202' {
  return operation?.responses['202'] === undefined ? '200' : '202';
}

/** The schema of an answer as the document publishes it, compiled from the document alone. */
function schemaOf(request: SampleRequest): z.ZodType {
  const operation = operationOf(request);
  const response = operation?.responses[successOf(operation)];
  const [content] = Object.values(
    z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).parse(response).content,
  );
  const text = JSON.stringify({ $defs: document.components.schemas, ...(content?.schema as object) });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
}
