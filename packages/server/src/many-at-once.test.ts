import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ledgerly } from '../../engine/src/testing/ledgerly.ts';
import { compiled, time } from '../../engine/src/testing/world.ts';
import { tickDueAccounts } from './jobs/tick-accounts.ts';
import { openDatabase } from './store/open-database.ts';
import { createDatabase, type PostgresServer, startPostgres } from './testing/postgres-server.ts';
import { aKairos, NOON, type TestKairos } from './testing/test-kairos.ts';

let server: PostgresServer;
let url: string;
let here: TestKairos;
let there: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  server = await startPostgres();
  url = await createDatabase(server.url);
  here = await aKairos({ url });
  there = await aKairos({ url });
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await server.stop();
});
beforeEach(async () => {
  kairos = await here.fresh();
});

describe('fifty requests at once', () => {
  it('become a few transactions, and each is answered for its own messages', async () => {
    const before = await commits();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        kairos.tell(
          kairos.track('Invoice Sent', { messageId: `own-${index}`, userId: 'ana', context: { groupId: 'acme' } }),
          kairos.track('Invoice Sent', { messageId: 'shared', userId: 'ana', context: { groupId: 'acme' } }),
          { type: 'track', event: 'Invoice Sent' },
        ),
      ),
    );
    expect(await commits()).toBeLessThan(before + 10);
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(51);
    expect(answers.filter(({ accepted }) => accepted === 2)).toHaveLength(1);
    for (const { accepted, duplicates, rejected } of answers) {
      expect(accepted + duplicates).toBe(2);
      expect(rejected).toMatchObject([{ index: 2 }]);
    }
    expect(await kairos.used()).toBe(51);
  });

  it('of two processes to the same accounts are all counted, once', async () => {
    const other = there.serving(kairos);
    const send = (to: TestKairos, index: number): Promise<unknown> =>
      to.tell(
        ...['acme', 'umbra', 'zenit'].map((groupId) => ({
          type: 'track',
          messageId: `m-${index}`,
          event: 'Invoice Sent',
          userId: 'ana',
          context: { groupId },
        })),
      );
    await Promise.all(Array.from({ length: 25 }, (_, index) => [send(kairos, index), send(other, index)]).flat());
    for (const account of ['acme', 'umbra', 'zenit']) expect(await kairos.used('invoices', account)).toBe(25);
  });
});

describe('sixteen questions at once for one account', () => {
  it('in as many sessions, to two processes, get one proactive moment', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    const other = there.serving(kairos);
    const decisions = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        (index % 2 === 0 ? kairos : other).decide({ user: `user-${index}`, session: `s-${index}` }),
      ),
    );
    expect(decisions.filter(({ moment }) => moment !== null)).toHaveLength(1);
    expect(await kairos.moments()).toHaveLength(1);
    const refusals = decisions
      .filter(({ moment }) => moment === null)
      .flatMap(({ trace }) => trace.flatMap(({ rules }) => rules));
    expect(refusals.filter(({ rule, outcome }) => rule === 'guardrail.account' && outcome === 'fail')).toHaveLength(15);
  });
});

describe('sixteen acceptances at once', () => {
  it('of one quote, by two processes, charge once', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    const { id } = await kairos.quote({ plan: 'pro' });
    const other = there.serving(kairos);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? kairos : other).accept(id)),
    );
    expect(new Set(answers.map(({ upgrade }) => upgrade.id)).size).toBe(1);
    expect(await kairos.invoices()).toHaveLength(1);
  });

  it('of two quotes of one account leave one of them stale', async () => {
    await kairos.sends('Invoice Sent', { times: 8 });
    const quotes = await Promise.all(['pro', 'business'].map((plan) => kairos.quote({ plan })));
    const answers = await Promise.all(quotes.map(({ id }) => kairos.api.ask('POST', `/v1/quotes/${id}/accept`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await kairos.invoices()).toHaveLength(1);
  });
});

describe('what falls due', () => {
  it('in a live environment is done by itself, by any process', async () => {
    const live = await aBilledAccount();
    setWallClocks('2026-04-10T12:00:01Z');
    await vi.waitFor(async () => expect(await live.invoices()).toHaveLength(2), { timeout: 15_000 });
    setWallClocks(NOON);
  });

  it('is done once, however many processes do it at the same time', async () => {
    const live = await aBilledAccount();
    const { id } = live.environment;
    const database = await openDatabase({ url });
    const context = { environment: id, program: compiled(ledgerly()), now: time('2026-04-10T12:00:01Z') };
    const tick = (): Promise<number> =>
      database.transaction({ environment: id }, (trx) => tickDueAccounts(trx, context));
    await Promise.all(Array.from({ length: 8 }, tick));
    await database.close();
    expect(await live.invoices()).toHaveLength(2);
  });
});

describe('more than can be written', () => {
  it('is put off with 429 and when to come back, and nothing that was taken is lost', async () => {
    await kairos.sends('Invoice Sent');
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin');
    await holder.query("select 1 from accounts where account = 'acme' for update");
    const batch = Array.from({ length: 4_000 }, () => ({
      type: 'track',
      messageId: 'm',
      event: 'Seen',
      userId: 'ana',
      groupId: 'acme',
    }));
    const pushes = Array.from({ length: 16 }, () => kairos.api.ask('POST', '/v1/batch', { body: { batch } }));
    const refused = await Promise.any(
      pushes.map(async (push) => {
        const answer = await push;
        if (answer.status !== 429) throw new Error('taken');
        return answer;
      }),
    );
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.body).toMatchObject({
      code: 'overloaded',
      detail: expect.stringContaining('send these again in a second'),
    });
    await holder.query('rollback');
    await holder.end();
    const answers = await Promise.all(pushes);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect((await kairos.timeline()).filter((entry) => entry.kind === 'event' && entry.name === 'Seen')).toHaveLength(
      1,
    );
  });
});

async function aBilledAccount(): Promise<TestKairos> {
  const live = await here.another({ kind: 'live' });
  await live.putConfig();
  await live.sends('Invoice Sent');
  await live.upgrade({ plan: 'pro' });
  return live;
}

function setWallClocks(iso: string): void {
  for (const process of [here, there]) process.setWallClock(iso);
}

/** How many group commits there were so far. */
async function commits(): Promise<number> {
  const { body } = await here.callerWith(null).ask('GET', '/metrics');
  return Number(/kairos_ingest_commit_duration_seconds_count (\d+)/.exec(String(body))?.[1] ?? 0);
}
