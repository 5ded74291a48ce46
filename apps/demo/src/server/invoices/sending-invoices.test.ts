import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aLedgerly, COMPANY, type LedgerlyWorld, MEMBER, OWNER, type TestBrowser } from '../testing/a-ledgerly.ts';

const answerSchema = z.object({ outcome: z.string(), message: z.string() });

function draftsOf({ store }: LedgerlyWorld): readonly string[] {
  return store.invoices.allOf(COMPANY).flatMap(({ id, sentAt }) => (sentAt === null ? [id] : []));
}

async function send(browser: TestBrowser, id: string): Promise<z.output<typeof answerSchema>> {
  return answerSchema.parse(await (await browser.post(`/invoices/${id}/send`, { wants: 'json' })).json());
}

describe('sending an invoice', () => {
  it('marks it as sent and counts it at Kairos', async () => {
    const world = await aLedgerly();
    const [id = ''] = draftsOf(world);
    const { outcome, message } = await send(await world.browserOf(MEMBER), id);
    expect([outcome, message]).toEqual(['done', expect.stringMatching(/^INV-\d{4} is sent to /)]);
    expect(world.store.invoices.find(COMPANY, id)).toMatchObject({ sentBy: MEMBER, sentAt: expect.any(Number) });
    expect((await world.kairos.account(COMPANY))?.usage['invoices']).toMatchObject({ used: 8, state: 'warning' });
  });

  it('counts it once, however often it is sent', async () => {
    const world = await aLedgerly();
    const [id = ''] = draftsOf(world);
    const browser = await world.browserOf(OWNER);
    const answers = await Promise.all([send(browser, id), send(browser, id), send(browser, id)]);
    expect(answers.map(({ message }) => message)).toEqual([
      expect.stringContaining('is sent to'),
      'INV-0042 was sent already.',
      'INV-0042 was sent already.',
    ]);
    expect((await world.kairos.account(COMPANY))?.usage['invoices']?.used).toBe(8);
  });

  it('goes on into grace, and then keeps the draft: two tabs can not both take the last one', async () => {
    const world = await aLedgerly();
    const [owner, member] = [await world.browserOf(OWNER), await world.browserOf(MEMBER)];
    const answers = await Promise.all(draftsOf(world).map((id, index) => send(index % 2 === 0 ? owner : member, id)));
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'limit-reached',
      'limit-reached',
    ]);
    expect(draftsOf(world)).toHaveLength(2);
    expect((await world.kairos.account(COMPANY))?.usage['invoices']).toMatchObject({
      used: 11,
      limit: 10,
      state: 'blocked',
    });
  });

  it('says at the limit what happened and what to do, without any script', async () => {
    const world = await aLedgerly();
    const browser = await world.browserOf(OWNER);
    for (const id of draftsOf(world).slice(0, 4)) await browser.post(`/invoices/${id}/send`);
    const [id = ''] = draftsOf(world);
    const page = await (await browser.post(`/invoices/${id}/send`)).text();
    expect(page).toContain('This invoice is not sent.');
    expect(page).toContain('You have sent 11 this month; your plan holds 10.');
    expect(page).toContain('Sending opens again on 1 June.');
    expect(page).toContain('href="/pricing"');
  });

  it('works while Kairos is away', async () => {
    const world = await aLedgerly();
    const browser = await world.browserOf(OWNER);
    world.kairos.goAway();
    const [id = ''] = draftsOf(world);
    expect((await send(browser, id)).outcome).toBe('done');
    const paths = ['/invoices', `/invoices/${id}`, '/reports', '/team', '/pricing', '/billing'];
    const answers = await Promise.all(paths.map((path) => browser.get(path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    expect(world.faults.length).toBeGreaterThan(0);
  });
});

describe('writing an invoice', () => {
  it('keeps it as a draft under the next number', async () => {
    const world = await aLedgerly();
    const browser = await world.browserOf(OWNER);
    const fields = {
      customer: 'Snowdrop Nursery School',
      dueInDays: '30',
      description: 'A mural',
      quantity: '2',
      price: '1,250.50',
    };
    const response = await browser.post('/invoices', { fields });
    const page = await browser.text(response.headers.get('location') ?? '');
    expect(page).toContain('INV-0043');
    expect(page).toContain('Snowdrop Nursery School');
    expect(page).toContain('$2,501.00');
  });
});
