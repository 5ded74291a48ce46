import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';
import { timelineSchema } from '../wire/account.ts';
import { decisionRowSchema, momentRowSchema } from '../wire/moment.ts';
import { pageOf } from '../wire/parts.ts';

const timelinePage = pageOf(timelineSchema);

let first: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  kairos = await first.fresh();
});

describe('the timeline of an account', () => {
  it('tells what it was said to have and when that was renewed, and an upgrade as an upgrade alone', async () => {
    const subscription = { plan: 'pro', renewsAt: '2026-03-20T00:00:00Z', seats: 4 };
    await kairos.api.put('/v1/accounts/acme/subscription', subscription, z.unknown());
    await kairos.advance('2026-03-21T00:00:00Z');
    await kairos.upgrade({ plan: 'business' });
    expect((await kairos.timeline()).filter(({ kind }) => kind === 'subscription' || kind === 'upgrade')).toMatchObject(
      [
        { kind: 'upgrade', from: 'pro', to: 'business' },
        { kind: 'subscription', cause: 'renewal', plan: 'pro', renewsAt: '2026-04-20T00:00:00.000Z' },
        { kind: 'subscription', cause: 'set', plan: 'pro', interval: 'month', seats: 4, billedBy: 'kairos' },
      ],
    );
  });

  it('tells of one instant what an event led to before the event', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    const kinds = (await kairos.timeline()).map(({ kind }) => kind);
    expect(kinds).toEqual(['signal', ...Array.from({ length: 8 }, () => 'event')]);
  });

  it('comes page by page, each entry once, though all of it happened in one instant', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    await kairos.decide();
    await kairos.consume(1);
    await kairos.upgrade({ plan: 'pro' });
    const whole = await kairos.timeline();
    for (const limit of [1, 2, 3, 5]) {
      expect(await pages(limit)).toEqual(whole);
    }
  });

  it('goes on where a page ended, whatever happened since', async () => {
    await kairos.sends('Invoice Sent', { times: 6 });
    await kairos.advance('2026-03-10T13:00:00Z');
    await kairos.sends('Invoice Sent', { times: 2 });
    const whole = await kairos.timeline();
    const seen: unknown[] = await pages(4, async () => {
      await kairos.sends('Report Opened', { times: 3 });
    });
    expect(seen).toEqual(whole);
  });
});

describe('decisions and moments', () => {
  it('come page by page, newest first, each once', async () => {
    await kairos.sends('Invoice Sent', { times: 9 });
    const trigger = { type: 'limit', meter: 'invoices' };
    for (const session of ['s1', 's2', 's3', 's4', 's5']) await kairos.decide({ session, trigger });
    for (const [path, schema] of [
      ['/v1/accounts/acme/decisions?', pageOf(decisionRowSchema)],
      ['/v1/moments?account=acme&', pageOf(momentRowSchema)],
    ] as const) {
      const whole = await kairos.api.get(`${path}limit=200`, schema);
      expect(whole.data.length).toBeGreaterThanOrEqual(5);
      expect(whole.next).toBeNull();
      const page = await kairos.api.get(`${path}limit=2`, schema);
      await kairos.decide({ session: `later than ${path}`, trigger });
      const rest = await kairos.api.get(`${path}limit=200&cursor=${page.next}`, schema);
      expect([...page.data, ...rest.data].map(({ id }) => id)).toEqual(whole.data.map(({ id }) => id));
      expect(rest.next).toBeNull();
    }
  });

  it.each(['rubbish', 'WzEsMl0', Buffer.from('[1,"9:x"]').toString('base64url')])(
    'refuse %s for a cursor',
    async (cursor) => {
      await kairos.sends('Invoice Sent');
      expect(await kairos.api.refused('GET', `/v1/accounts/acme/timeline?cursor=${cursor}`)).toMatchObject({
        status: 400,
        code: 'invalid-request',
        errors: [{ path: 'query.cursor', message: 'expected the "next" of an earlier answer to the same list' }],
      });
    },
  );
});

/** The timeline of an account in pages of so many; `between` happens after each. */
async function pages(limit: number, between: () => Promise<void> = async () => undefined): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (let query: string | null = `?limit=${limit}`; query !== null; ) {
    const page: { data: unknown[]; next: string | null } = await kairos.api.get(
      `/v1/accounts/acme/timeline${query}`,
      timelinePage,
    );
    seen.push(...page.data);
    query = page.next === null ? null : `?limit=${limit}&cursor=${page.next}`;
    await between();
  }
  return seen;
}
