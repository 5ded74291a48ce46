import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aKairos, NOON, type TestKairos } from '../testing/test-kairos.ts';

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  kairos = await first.fresh();
});

const invoice = (rest: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  type: 'track',
  event: 'Invoice Sent',
  userId: 'ana',
  context: { groupId: 'acme' },
  ...rest,
});

describe('a message that comes twice', () => {
  it('counts once within its batch', async () => {
    const twice = [invoice({ messageId: 'm' }), invoice({ messageId: 'm' }), invoice({ messageId: 'n' })];
    expect(await kairos.tell(...twice)).toEqual({ success: true, accepted: 2, duplicates: 1, rejected: [] });
    expect(await kairos.used()).toBe(2);
  });

  it('counts once in a later batch, and alone', async () => {
    await kairos.tell(invoice({ messageId: 'm' }));
    expect(await kairos.tell(invoice({ messageId: 'm' }), invoice({ messageId: 'n' }))).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    const again = await kairos.api.ask('POST', '/v1/track', { body: invoice({ messageId: 'm' }) });
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await kairos.used()).toBe(2);
  });

  it('counts once when ten requests bring it at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => kairos.tell(invoice({ messageId: 'm' }))));
    expect(answers.reduce((sum, answer) => sum + answer.accepted, 0)).toBe(1);
    expect(answers.reduce((sum, answer) => sum + answer.duplicates, 0)).toBe(9);
    expect(await kairos.used()).toBe(1);
  });

  it('counts for each tenant by itself', async () => {
    const other = await first.fresh();
    await kairos.tell(invoice({ messageId: 'm' }));
    expect(await other.tell(invoice({ messageId: 'm' }))).toMatchObject({ accepted: 1 });
  });
});

describe('the account of a message', () => {
  it('is the one in its context, before the one beside it, before the one that its user last joined', async () => {
    await kairos.tell(
      { type: 'group', userId: 'ana', groupId: 'joined' },
      { type: 'track', event: 'Invoice Sent', userId: 'ana', groupId: 'beside', context: { groupId: 'inside' } },
      { type: 'track', event: 'Invoice Sent', userId: 'ana', groupId: 'beside' },
      { type: 'track', event: 'Invoice Sent', userId: 'ana' },
    );
    for (const account of ['inside', 'beside', 'joined']) expect(await kairos.used('invoices', account)).toBe(1);
  });

  it('is the last one that its user joined, from then on', async () => {
    await kairos.tell(
      { type: 'group', userId: 'ana', groupId: 'old' },
      { type: 'track', event: 'Invoice Sent', userId: 'ana' },
    );
    await kairos.tell(
      { type: 'group', userId: 'ana', groupId: 'new' },
      { type: 'track', event: 'Invoice Sent', userId: 'ana' },
    );
    await kairos.tell({ type: 'track', event: 'Invoice Sent', userId: 'ana' });
    expect(await kairos.used('invoices', 'old')).toBe(1);
    expect(await kairos.used('invoices', 'new')).toBe(2);
  });

  it('is the one that it was counted in, when it is sent again after its user went on to another', async () => {
    const batch = [
      { type: 'group', userId: 'ana', groupId: 'old', messageId: 'a' },
      { type: 'track', event: 'Invoice Sent', userId: 'ana', messageId: 'b' },
      { type: 'group', userId: 'ana', groupId: 'new', messageId: 'c' },
    ];
    await kairos.tell(...batch);
    expect(await kairos.tell(...batch)).toMatchObject({ accepted: 0, duplicates: 3 });
    expect(await kairos.used('invoices', 'old')).toBe(1);
    expect(await kairos.used('invoices', 'new')).toBe(0);
    await kairos.tell({ type: 'track', event: 'Invoice Sent', userId: 'ana' });
    expect(await kairos.used('invoices', 'new')).toBe(1);
  });

  it('is the one that is joined, whatever the context of the call that joins it says', async () => {
    await kairos.tell(
      { type: 'group', userId: 'ana', groupId: 'new', context: { groupId: 'old' } },
      { type: 'track', event: 'Invoice Sent', userId: 'ana' },
    );
    expect(await kairos.used('invoices', 'new')).toBe(1);
  });

  it('may be said once for a whole batch', async () => {
    const batch = [{ type: 'track', event: 'Invoice Sent', userId: 'ana' }, invoice({ context: { groupId: 'other' } })];
    await kairos.api.ask('POST', '/v1/batch', { body: { batch, context: { groupId: 'acme' } } });
    expect(await kairos.used()).toBe(1);
    expect(await kairos.used('invoices', 'other')).toBe(1);
  });

  it('is awaited by what came before the user joined one: in an earlier batch, and in the same', async () => {
    await kairos.tell({ type: 'identify', userId: 'ana', traits: { role: 'admin', name: 'Ana' } });
    await kairos.tell(
      { type: 'track', messageId: 'm', event: 'Invoice Sent', anonymousId: 'somebody' },
      { type: 'track', event: 'Invoice Sent', userId: 'ana' },
      { type: 'group', userId: 'ana', groupId: 'acme' },
      { type: 'track', event: 'Invoice Sent', userId: 'ana' },
    );
    expect(await kairos.account()).toMatchObject({
      members: [{ id: 'ana', role: 'admin', name: 'Ana' }],
      usage: { invoices: { used: 2 } },
    });
    await kairos.tell({ type: 'group', anonymousId: 'somebody', groupId: 'acme' });
    expect(await kairos.used()).toBe(3);
    expect(
      await kairos.tell({ type: 'track', messageId: 'm', event: 'Invoice Sent', anonymousId: 'somebody' }),
    ).toMatchObject({ duplicates: 1 });
  });

  it('can be told of without any user', async () => {
    await kairos.tell({
      type: 'group',
      groupId: 'acme',
      traits: { name: 'Acme', timezone: 'Asia/Tokyo', employees: 40 },
    });
    expect(await kairos.account()).toMatchObject({
      name: 'Acme',
      timeZone: 'Asia/Tokyo',
      traits: { employees: 40 },
      members: [],
    });
  });
});

describe('who did it', () => {
  it('is a member under the names of any kind that the product uses', async () => {
    const names = ['__proto__', 'constructor', 'toString', '名前', "o'brien"];
    await kairos.tell(
      ...names.map((userId) => ({
        type: 'identify',
        userId,
        traits: { role: 'member' },
        context: { groupId: 'acme' },
      })),
    );
    const { members } = await kairos.account();
    expect(members.map(({ id, role }) => `${id}: ${role}`).toSorted()).toEqual(
      names.map((name) => `${name}: member`).toSorted(),
    );
  });

  it('may be a number, and is then its text', async () => {
    await kairos.tell(invoice({ userId: 4711 }));
    expect((await kairos.account()).members).toMatchObject([{ id: '4711' }]);
  });

  it('has the role that was last said', async () => {
    const says = (role: string): Readonly<Record<string, unknown>> => ({
      type: 'identify',
      userId: 'ana',
      traits: { role },
      context: { groupId: 'acme' },
    });
    await kairos.tell(says('owner'), says('member'));
    await kairos.sends('Invoice Sent', { times: 8 });
    expect((await kairos.decide()).moment).toBeNull();
    await kairos.tell(says('owner'));
    expect((await kairos.decide()).moment).not.toBeNull();
  });
});

describe('the time of a message', () => {
  const at = async (body: Readonly<Record<string, unknown>>): Promise<string | undefined> => {
    await kairos.api.ask('POST', '/v1/batch', { body });
    return (await kairos.timeline()).find((entry) => entry.kind === 'event')?.at;
  };

  it('is when it was received, when it says nothing', async () => {
    expect(await at({ batch: [invoice()] })).toBe(NOON);
  });

  it('is corrected where the clock of the client is wrong', async () => {
    const batch = [invoice({ timestamp: '2031-01-01T08:59:00Z' })];
    expect(await at({ batch, sentAt: '2031-01-01T09:00:00Z' })).toBe('2026-03-10T11:59:00.000Z');
  });

  it('may lie in the past, in a month that is over', async () => {
    expect(await at({ batch: [invoice({ timestamp: '2026-02-27T23:00:00+01:00' })] })).toBe('2026-02-27T22:00:00.000Z');
    expect(await kairos.used()).toBe(0);
  });

  it('is taken as now where it lies more than an hour ahead, and as it is where it lies less', async () => {
    expect(await at({ batch: [invoice({ timestamp: '2026-03-10T13:00:00.001Z' })] })).toBe(NOON);
    kairos = await first.fresh();
    expect(await at({ batch: [invoice({ timestamp: '2026-03-10T13:00:00.000Z' })] })).toBe('2026-03-10T13:00:00.000Z');
  });
});

describe('the door', () => {
  it('takes what a beacon sends: text, with the key in the address', async () => {
    const sent = await kairos.callerWith(null).ask('POST', `/v1/batch?key=${kairos.environment.publishableKey}`, {
      body: JSON.stringify({ batch: [invoice()] }),
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
    });
    expect(sent).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(await kairos.callerWith(null).refused('POST', `/v1/batch?key=${kairos.secretKey}`)).toMatchObject({
      code: 'unauthorized',
    });
  });

  it('unzips', async () => {
    const body = gzipSync(
      JSON.stringify({ batch: Array.from({ length: 900 }, () => invoice({ event: 'Something Else' })) }),
    );
    const sent = await kairos.api.ask('POST', '/v1/batch', { body, headers: { 'content-encoding': 'gzip' } });
    expect(sent.body).toMatchObject({ accepted: 900 });
  });

  it('lets pages of any origin ask first, and read what they are answered, refusals too', async () => {
    const preflight = await kairos.callerWith(null).ask('OPTIONS', '/v1/client/decide', {
      headers: {
        origin: 'https://ledgerly.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,kairos-user-token,idempotency-key',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase().split(',')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'kairos-user-token', 'idempotency-key']),
    );
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await kairos
      .callerWith(null)
      .refused('POST', '/v1/client/decide', { headers: { origin: 'https://ledgerly.example' } });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('counts what it took for Prometheus', async () => {
    await kairos.tell(invoice({ messageId: 'm' }), invoice({ messageId: 'm' }), {});
    const { body } = await kairos.callerWith(null).ask('GET', '/metrics');
    for (const outcome of ['accepted', 'duplicate', 'rejected']) {
      expect(body).toMatch(new RegExp(`kairos_messages_total\\{outcome="${outcome}"\\} [1-9]`));
    }
  });

  it('takes events before there is a config, and meters them once there is one', async () => {
    const bare = await first.another();
    await bare.sends('Invoice Sent', { times: 8 });
    await bare.putConfig();
    expect(await bare.used()).toBe(8);
    expect(await bare.signals()).toEqual(['usage.approaching']);
  });
});
