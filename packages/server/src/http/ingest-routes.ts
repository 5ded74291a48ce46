import { z } from '@hono/zod-openapi';
import { environmentNow, wallNow } from '../clock.ts';
import { MAX_BATCH_BYTES, readBatch, readOne } from '../ingest/read-messages.ts';
import { MAX_MESSAGE_BYTES, SEGMENT_TYPES } from '../ingest/segment-message.ts';
import { KairosError } from '../kairos-error.ts';
import type { Services } from '../services.ts';
import { needsAnyKey } from './authenticate.ts';
import { ANY_KEY } from './openapi-document.ts';
import { answers, createRouter, jsonBody } from './route.ts';
import { ingestSchema } from '../wire/ingest.ts';

/** Published as what Segment's clients send; read by hand, since they write it in more ways than one. */
const messageBody = z
  .object({
    messageId: z.string().optional().openapi({ description: 'A message that comes twice counts once' }),
    userId: z.string().optional(),
    anonymousId: z.string().optional(),
    groupId: z.string().optional().openapi({ description: 'The account; else the one that the user last joined' }),
    timestamp: z.string().optional().openapi({ description: 'ISO 8601; else when it is received' }),
    event: z.string().optional().openapi({ description: 'track: the name of what happened' }),
    properties: z.looseObject({}).optional().openapi({ description: 'track, page, screen: what more there is to it' }),
    traits: z.looseObject({}).optional().openapi({ description: 'identify, group: what is known' }),
    name: z.string().optional().openapi({ description: 'page, screen: its name' }),
    previousId: z.string().optional().openapi({ description: 'alias: the id that the user had before' }),
    context: z.object({ groupId: z.string().optional() }).loose().optional(),
  })
  .loose()
  .openapi('Message', { description: "One message of Segment's tracking API, of at most 32 KB" });
const batchBody = z
  .object({ batch: z.array(messageBody.extend({ type: z.enum(SEGMENT_TYPES) })), sentAt: z.string().optional() })
  .loose()
  .openapi('Batch', { description: "A batch of Segment's tracking API, of at most 500 KB" });

const SUMMARIES = {
  track: 'A user did something',
  identify: 'Who a user is',
  group: 'A user joins an account; who the account is',
  page: 'A user saw a page',
  screen: 'A user saw a screen',
  alias: 'Two ids are one user',
  batch: 'Many messages at once',
  import: 'Many messages at once, of the past',
} as const;

/** The Segment HTTP tracking API: one path a call, and `batch` and `import` for many. Answers after commit only. */
export function ingestRoutes(services: Services) {
  const router = createRouter();
  for (const type of [...SEGMENT_TYPES, 'batch', 'import'] as const) {
    const isBatch = type === 'batch' || type === 'import';
    // The body is read here rather than by the route: a beacon sends it as text, and its size decides first.
    router.openAPIRegistry.registerPath({
      method: 'post',
      path: `/${type}`,
      tags: ['Ingest'],
      summary: SUMMARIES[type],
      security: ANY_KEY,
      request: jsonBody(isBatch ? batchBody : messageBody),
      responses: answers('What became of the messages', ingestSchema),
    });
    router.post(`/${type}`, needsAnyKey(services), async (c) => {
      const body = await readBody(c.req.raw, isBatch ? MAX_BATCH_BYTES : MAX_MESSAGE_BYTES);
      const { environment } = c.var.caller;
      // A live environment has no clock of its own to ask for.
      const receivedAt =
        environment.kind === 'live'
          ? wallNow(services.wallClock)
          : await services.database.transaction({ environment: environment.id }, (trx) =>
              environmentNow(trx, environment.id, services.wallClock),
            );
      const { messages, rejected } = isBatch ? readBatch(body, receivedAt) : readOne(body, type, receivedAt);
      const outcomes = messages.length === 0 ? [] : await services.queue.push(environment.id, messages);
      const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
      const duplicates = outcomes.length - accepted;
      services.metrics.messages.inc({ outcome: 'accepted' }, accepted);
      services.metrics.messages.inc({ outcome: 'duplicate' }, duplicates);
      services.metrics.messages.inc({ outcome: 'rejected' }, rejected.length);
      return c.json({ success: true as const, accepted, duplicates, rejected }, 200);
    });
  }
  return router;
}

async function readBody(request: Request, maxBytes: number): Promise<unknown> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new KairosError(
      'malformed-json',
      `the body is not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`,
      { cause: error },
    );
  }
}

/** Reads a body, unzipping it where it is gzipped, and stops as soon as it is too long. */
async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  if (request.body === null) return Buffer.alloc(0);
  const isZipped = request.headers.get('content-encoding') === 'gzip';
  const stream = isZipped ? request.body.pipeThrough(new DecompressionStream('gzip')) : request.body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof KairosError) throw error;
    throw new KairosError('malformed-json', 'the body is not readable gzip, as its Content-Encoding says', {
      cause: error,
    });
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): KairosError {
  return new KairosError('too-large', `the body is larger than ${maxBytes / 1024} KB; send less at a time`);
}
