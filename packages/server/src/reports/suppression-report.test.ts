import { afterAll, beforeAll, expect, it } from 'vitest';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';

let kairos: TestKairos;
beforeAll(async () => {
  kairos = await aKairos();
  await kairos.putConfig();
});
afterAll(() => kairos.close());

it('tells what was not offered, and which rule stood in its way (S4.20)', async () => {
  await kairos.sends('Invoice Sent', { times: 8 });
  await kairos.tell({
    type: 'track',
    event: 'Ticket Opened',
    userId: 'ana',
    properties: { ticket: 't1' },
    context: { groupId: 'acme' },
  });
  for (const session of ['s1', 's2'])
    await kairos.api.ask('POST', '/v1/decide', { body: { account: 'acme', user: 'ana', session } });
  const { body } = await kairos.api.ask('GET', '/v1/reports/suppression');
  expect(body).toMatchObject({
    currency: 'USD',
    rows: [{ rule: 'health.tickets', accounts: 1, offers: 1, monthlyAtStake: 4_900 }],
    totals: { accounts: 1, offers: 1, monthlyAtStake: 4_900 },
  });
});
