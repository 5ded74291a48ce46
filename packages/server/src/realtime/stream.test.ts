import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { describeStream } from '../testing/stream-contract.ts';
import { aKairos, NOON, type TestKairos } from '../testing/test-kairos.ts';

describeStream('embedded PostgreSQL', () => aKairos());

describe('with a server of its own', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  describeStream('PostgreSQL', async () => aKairos({ url: await createDatabase(server.url) }));

  describe('two processes on one database', () => {
    let here: TestKairos;
    let there: TestKairos;
    beforeAll(async () => {
      const url = await createDatabase(server.url);
      here = await aKairos({ url });
      there = await aKairos({ url });
    });
    afterAll(() => Promise.all([here.close(), there.close()]));

    it('are one Kairos: a browser of the one hears what the other was told', async () => {
      await here.putConfig();
      const stream = await (await there.browser()).listen();
      await stream.until('snapshot');
      await here.sends('Invoice Sent', { times: 9 });
      expect(await stream.until('usage')).toMatchObject({ usage: { invoices: { used: 9 } } });
      const { moment } = await there.decide();
      await here.take(moment?.id ?? '', 'dismissed');
      expect(await stream.until('moment')).toEqual({ id: moment?.id, step: 'dismissed' });
      await stream.close();
    });

    it('follow a new config and a moved clock of the other', async () => {
      const { version } = await here.putConfig({
        product: { name: 'Small' },
        plans: ['only', 'more'].map((id, rank) => ({
          id,
          name: id,
          prices: [{ interval: 'month', amount: rank * 900 }],
        })),
      });
      const stream = await (await there.browser()).listen();
      expect(await stream.until('snapshot')).toMatchObject({ plan: { id: 'only' } });
      await there.putConfig();
      expect(await stream.until('entitlements')).toMatchObject({ plan: { id: 'free' } });
      expect((await here.putConfig()).version).toBe(version + 1);
      await stream.close();
    });
  });

  describe('a stream ends', () => {
    let kairos: TestKairos;
    beforeAll(async () => {
      kairos = await aKairos({ url: await createDatabase(server.url) });
      await kairos.putConfig();
    });

    it('with its user token, so that the browser comes back with another', async () => {
      const stream = await (await kairos.browser()).listen();
      await stream.until('snapshot');
      kairos.setWallClock('2026-03-10T13:00:00Z');
      await kairos.sends('Invoice Sent');
      expect(await stream.next()).toBeNull();
      kairos.setWallClock(NOON);
    });

    it('with Kairos', async () => {
      const streams = await Promise.all(
        [kairos.browser(), kairos.browser({ account: 'umbra' })].map(async (browser) => (await browser).listen()),
      );
      for (const stream of streams) await stream.until('snapshot');
      await kairos.close();
      for (const stream of streams) expect(await stream.next()).toBeNull();
    });
  });
});
