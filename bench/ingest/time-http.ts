import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { serve } from '../../packages/server/src/index.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { BenchKairos } from './bench-kairos.ts';
import type { LoadAnswer, LoadOrder } from './load-client.ts';
import { BATCH } from './messages.ts';
import { limitMs, placeOf } from './time-kairos.ts';

const LOAD_CLIENT = fileURLToPath(new URL('./load-client.ts', import.meta.url));

/** The product as it is served, on PostgreSQL: the CPU of its own process, the database's aside. */
export async function timeKairosHttp(setting: Setting): Promise<Figures> {
  const kairos = await BenchKairos.open(placeOf('postgres', setting));
  const server = await serve({ handler: kairos.kairos.handler, port: 0 });
  const figures = await underLoad(`${server.url}/v1/batch`, { repeats: false, setting });
  await server.close();
  await kairos.close();
  return figures;
}

/** Fastify with a schema for the same messages, which it checks and throws away: what no server that takes them in can be cheaper than. */
export async function timeFastifyHttp(setting: Setting): Promise<Figures> {
  const app = fastify({ bodyLimit: 500 * 1024 });
  app.post<{ Body: { readonly batch: readonly unknown[] } }>(
    '/v1/batch',
    { schema: { body: BATCH_SCHEMA } },
    (request) => Promise.resolve({ success: true, accepted: request.body.batch.length, duplicates: 0, rejected: [] }),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const figures = await underLoad(`http://127.0.0.1:${port}/v1/batch`, { repeats: true, setting });
  await app.close();
  return figures;
}

const TEXT = { type: 'string', minLength: 1, maxLength: 200 } as const;
const BATCH_SCHEMA = {
  type: 'object',
  required: ['batch'],
  properties: {
    batch: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'messageId', 'userId', 'event', 'timestamp', 'context'],
        properties: {
          type: { enum: ['track'] },
          messageId: TEXT,
          userId: TEXT,
          event: TEXT,
          timestamp: { type: 'string', format: 'date-time' },
          properties: { type: 'object' },
          context: { type: 'object', required: ['groupId'], properties: { groupId: TEXT } },
        },
      },
    },
  },
} as const;

/** Loads a server of this process from another one, and answers what this one's CPU did for each batch, in nanoseconds. */
async function underLoad(
  url: string,
  { repeats, setting }: { readonly repeats: boolean; readonly setting: Setting },
): Promise<Figures> {
  const client = fork(LOAD_CLIENT, [], { execArgv: ['--conditions=@kairos/source'] });
  const answered = async (): Promise<LoadAnswer> => {
    const [answer] = await Promise.race([once(client, 'message'), once(client, 'exit')]);
    if (typeof answer === 'number' || answer === null) throw new Error('the client ended early; its message is above');
    return answer as LoadAnswer;
  };
  const run = async (messages: LoadOrder['messages']): Promise<Figures> => {
    const how = { headers: BenchKairos.headers, tag: 'served', at: Date.now(), limitMs: limitMs(setting), repeats };
    client.send({ url, messages, ...how } satisfies LoadOrder);
    await answered();
    const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
    const answer = await answered();
    const { user, system } = process.cpuUsage(cpu);
    const batches = answer === 'ready' ? 0 : answer.batches;
    const seconds = (performance.now() - startedAt) / 1_000;
    return { cpuPerBatch: ((user + system) * 1_000) / batches, perSecond: (batches * BATCH) / seconds };
  };
  await run('first');
  const figures = await run(40_000);
  client.kill();
  return figures;
}
