import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Company, Person } from '../store/companies.ts';
import type { Invoice } from '../store/invoices.ts';
import { trackingTo } from './tracking.ts';

const INVOICE: Invoice = {
  id: 'inv-7',
  company: 'foundry',
  number: 7,
  customer: { id: 'c', name: 'Cloudberry Bakery' },
  createdAt: 0,
  dueAt: 1,
  sentAt: null,
  sentBy: null,
  paidAt: null,
  total: 24_100,
};
const PERSON: Person = {
  id: 'ada',
  company: 'foundry',
  name: 'Ada',
  email: 'ada@x.example',
  role: 'member',
  joinedAt: 0,
};
const COMPANY: Company = { id: 'foundry', name: 'The Foundry', trade: 'craft', employees: 4, since: 0 };

interface Arrived {
  readonly path: string;
  readonly authorization: string;
  readonly batch: readonly Record<string, unknown>[];
}

const bodySchema = z.object({ batch: z.array(z.record(z.string(), z.unknown())) });

describe('telling Kairos through the Segment client', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function aKairos(): Promise<{ readonly url: string; readonly arrived: readonly Arrived[] }> {
    const arrived: Arrived[] = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { batch } = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        arrived.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', batch });
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}');
      });
    });
    const listening = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', () => listening.resolve());
    await listening.promise;
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, arrived };
  }

  it('delivers a sent invoice before it resolves, with an id that is always the same', async () => {
    const kairos = await aKairos();
    const tracking = trackingTo({ url: kairos.url, secretKey: 'sk_test_key' }, { report: () => undefined });
    await tracking.invoiceSent(INVOICE, 'ada');
    await tracking.close();
    expect(kairos.arrived).toMatchObject([
      {
        path: '/v1/batch',
        authorization: `Basic ${Buffer.from('sk_test_key:').toString('base64')}`,
        batch: [
          {
            type: 'track',
            event: 'Invoice Sent',
            userId: 'ada',
            messageId: 'ledgerly:invoice-sent:inv-7',
            properties: { amount: 24_100, currency: 'USD' },
            context: { groupId: 'foundry' },
          },
        ],
      },
    ]);
  });

  it('tells of a new teammate: which company, who, and in which role', async () => {
    const kairos = await aKairos();
    const tracking = trackingTo({ url: kairos.url, secretKey: 'sk_test_key' }, { report: () => undefined });
    await tracking.joined(PERSON, COMPANY);
    await tracking.close();
    const messages = kairos.arrived.flatMap(({ batch }) => batch);
    expect(messages).toContainEqual(expect.objectContaining({ type: 'group', groupId: 'foundry', userId: 'ada' }));
    expect(messages).toContainEqual(
      expect.objectContaining({ type: 'identify', userId: 'ada', traits: { name: 'Ada', role: 'member' } }),
    );
  });
});
