import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { aKairos, NOON, type TestKairos } from '../testing/test-kairos.ts';

const PEERS = 30;

let server: PostgresServer;
let sql: pg.Client;
let here: TestKairos;
let there: TestKairos;
let kairos: TestKairos;
beforeAll(async () => {
  server = await startPostgres();
  const url = await createDatabase(server.url);
  here = await aKairos({ url });
  there = await aKairos({ url });
  sql = new pg.Client({ connectionString: url });
  await sql.connect();
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await sql.end();
  await server.stop();
});
beforeEach(async () => {
  setWallClocks(NOON);
  kairos = await here.fresh();
});

describe('how accounts compare (S1.39, S2.22)', () => {
  it('is worked out when the clock of a test environment passes midnight, and fires for those beyond 90% of their peers', async () => {
    await settle(kairos, PEERS);
    await kairos.advance('2026-03-10T23:00:00Z');
    await kairos.sends('File Stored', { account: 'account-29', properties: { bytes: 1 } });
    expect(await kairos.signals('account-29')).not.toContain('engagement.peer_p90');
    await kairos.advance('2026-03-11T00:00:00Z');
    for (const account of ['account-15', 'account-29']) {
      await kairos.sends('File Stored', { account, properties: { bytes: 1 } });
    }
    expect(await kairos.signals('account-15')).not.toContain('engagement.peer_p90');
    const fired = (await kairos.account('account-29')).signals.find(({ signal }) => signal === 'engagement.peer_p90');
    // 290 of 30 accounts with 0, 10, 20, … bytes, and one more since.
    expect(fired).toMatchObject({ subject: 'storage', evidence: { used: 292, peers: 260, percentile: 90 } });
  });

  it('says nothing of fewer than twenty accounts, and is not kept', async () => {
    await settle(kairos, 19);
    await kairos.advance('2026-03-11T00:00:00Z');
    expect(await kept(kairos)).toEqual([]);
  });

  it('is kept by the day, and each decision tells which it was made by', async () => {
    await settle(kairos, PEERS);
    const decidedBy = async (): Promise<unknown> => {
      await kairos.decide({ account: 'account-3' });
      return (await kairos.decisions('account-3'))[0]?.peers;
    };
    expect(await decidedBy()).toBeNull();
    await kairos.advance('2026-03-11T08:00:00Z');
    expect(await decidedBy()).toBe('2026-03-11');
    await kairos.advance('2026-03-14T08:00:00Z');
    expect(await decidedBy()).toBe('2026-03-14');
    expect(await kept(kairos)).toEqual([
      { version: '2026-03-11', accounts: PEERS },
      { version: '2026-03-14', accounts: PEERS },
    ]);
  });

  it('is worked out once a day in a live environment, by any process, and every process goes by it', async () => {
    const live = await here.another({ kind: 'live' });
    await live.putConfig();
    await settle(live, PEERS);
    setWallClocks('2026-03-11T00:00:01Z');
    await vi.waitFor(async () => expect(await kept(live)).toEqual([{ version: '2026-03-11', accounts: PEERS }]), {
      timeout: 15_000,
    });
    const other = there.serving(live);
    await vi.waitFor(async () => {
      await other.decide({ account: 'account-3' });
      expect((await other.decisions('account-3'))[0]?.peers).toBe('2026-03-11');
    });
  });
});

/** So many accounts on one plan, each with ten bytes more than the one before. */
async function settle(environment: TestKairos, count: number): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) =>
    environment.track('File Stored', { groupId: `account-${index}`, userId: 'ana', properties: { bytes: index * 10 } }),
  );
  await environment.tell(...messages);
}

async function kept({ environment }: TestKairos): Promise<unknown> {
  const { rows } = await sql.query('select version, accounts from peers where environment = $1 order by version', [
    environment.id,
  ]);
  return rows;
}

function setWallClocks(iso: string): void {
  for (const process of [here, there]) process.setWallClock(iso);
}
