import { Agent, request } from 'node:http';
import { BATCH, batchBodies, firstMessages, laterMessages } from './messages.ts';

/**
 * The life of a client: on the command of its parent it sends batches over kept connections, so many at a time, and tells when all
 * were answered. In a process of its own, so that its work is not taken for the server's.
 */

/** What the parent says: where to, and which messages. The `tag` makes their ids new. */
export interface LoadOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly messages: 'first' | number;
  readonly tag: string;
  readonly at: number;
  readonly limitMs: number;
  /** Whether to begin again when all are sent: for a server that doesn't mind hearing the same twice. */
  readonly repeats: boolean;
}

/** What it answers: that its messages are made, and how many batches were answered. */
export type LoadAnswer = 'ready' | { readonly batches: number };

const IN_FLIGHT = 16;
const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

process.on('message', (order: LoadOrder) => void send(order));

async function send(order: LoadOrder): Promise<void> {
  const messages = order.messages === 'first' ? firstMessages(order.at) : laterMessages(order.messages, order.at);
  const bodies = batchBodies(
    messages.map((message) => ({ ...message, messageId: `${message.messageId}${order.tag}` })),
  );
  tell('ready');
  const deadline = performance.now() + order.limitMs;
  let next = 0;
  const sender = async (): Promise<void> => {
    while ((order.repeats || next < bodies.length) && performance.now() < deadline) {
      const body = bodies[next % bodies.length] ?? '';
      next += 1;
      await post(order, body);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
  tell({ batches: next });
}

function tell(answer: LoadAnswer): void {
  process.send?.(answer);
}

function post({ url, headers }: LoadOrder, body: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const sent = request(
    url,
    { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isWhole =
          response.statusCode === 200 && (JSON.parse(text) as { readonly accepted: number }).accepted === BATCH;
        if (isWhole) resolve();
        else reject(new Error(`the server answered ${response.statusCode}: ${text}`));
      });
    },
  );
  sent.on('error', reject);
  sent.end(body);
  return promise;
}
