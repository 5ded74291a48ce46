import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerly } from '../../packages/engine/src/testing/ledgerly.ts';
import { newDataDirectory } from '../../packages/server/src/testing/embedded-database.ts';
import {
  createDatabase,
  type PostgresServer,
  startPostgres,
} from '../../packages/server/src/testing/postgres-server.ts';
import { KairosProcess, KEY } from './kairos-process.ts';

const SEED = 20_260_310;
const ROUNDS = 3;
const SENDERS = 6;
const MESSAGES = 15;
const ACCOUNTS = 3;

/** A batch, and what is known of it here, outside of the process that is killed. */
interface Batch {
  readonly ids: readonly string[];
}

interface Log {
  readonly acknowledged: Batch[];
  /** Sent, and never answered: written as a whole, or not at all. */
  readonly unanswered: Batch[];
}

describe('a process that is killed between two instructions, again and again, while events pour in', () => {
  it('has lost nothing that it acknowledged, and counts nothing twice: embedded', async () => {
    const directory = await newDataDirectory();
    await killAgainAndAgain({ KAIROS_DATA: directory });
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  describe('on PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.stop());

    it('has lost nothing that it acknowledged, and counts nothing twice', async () => {
      await killAgainAndAgain({ DATABASE_URL: await createDatabase(server.url) });
    }, 60_000);
  });
});

async function killAgainAndAgain(place: Readonly<Record<string, string>>): Promise<void> {
  const start = (): Promise<KairosProcess> => KairosProcess.start({ ...place, KAIROS_BOOTSTRAP_KEY: KEY });
  const random = seeded(SEED);
  const log: Log = { acknowledged: [], unanswered: [] };
  let kairos = await start();
  await kairos.call('PUT', '/v1/config', unlimited());
  for (let round = 0; round < ROUNDS; round += 1) {
    await pourUntilKilled(kairos, { log, round, killAfter: log.acknowledged.length + 5 + Math.floor(random() * 25) });
    kairos = await start();
    await expectNothingLost(kairos, log);
  }
  expect(log.acknowledged.length).toBeGreaterThan(ROUNDS * 5);
  expect(log.unanswered.length).toBeGreaterThan(0);
  expect((await kairos.stop()).code).toBe(0);
}

/** Sends batch after batch from several senders, and kills the process in the midst of it. */
async function pourUntilKilled(
  kairos: KairosProcess,
  { log, round, killAfter }: { log: Log; round: number; killAfter: number },
): Promise<void> {
  let count = 0;
  let isOver = false;
  const sender = async (): Promise<void> => {
    while (!isOver) {
      count += 1;
      const batch = { ids: Array.from({ length: MESSAGES }, (_, index) => `${round}-${count}-${index}`) };
      const answer = await send(kairos, batch).catch(() => null);
      if (answer === null) {
        log.unanswered.push(batch);
        return;
      }
      expect(answer).toEqual({ accepted: MESSAGES, duplicates: 0 });
      log.acknowledged.push(batch);
      if (log.acknowledged.length < killAfter || isOver) continue;
      isOver = true;
      await kairos.kill();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
}

/** Sends everything again: what was acknowledged is known, whole; and each account has used as much as there are messages. */
async function expectNothingLost(kairos: KairosProcess, log: Log): Promise<void> {
  for (const answer of await Promise.all(log.acknowledged.map((batch) => send(kairos, batch)))) {
    expect(answer).toEqual({ accepted: 0, duplicates: MESSAGES });
  }
  for (const batch of log.unanswered) {
    const { accepted, duplicates } = await send(kairos, batch);
    expect([accepted, duplicates].toSorted((left, right) => left - right)).toEqual([0, MESSAGES]);
  }
  const ids = [...log.acknowledged, ...log.unanswered].flatMap((batch) => batch.ids);
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const account = (await kairos.call('GET', `/v1/accounts/account-${index}`)) as {
      usage: { invoices: { used: number } };
    };
    expect(account.usage.invoices.used).toBe(ids.filter((id) => accountOf(id) === `account-${index}`).length);
  }
}

async function send(kairos: KairosProcess, { ids }: Batch): Promise<{ accepted: number; duplicates: number }> {
  const batch = ids.map((messageId) => ({
    type: 'track',
    messageId,
    event: 'Invoice Sent',
    userId: 'ana',
    groupId: accountOf(messageId),
  }));
  const { accepted, duplicates } = (await kairos.call('POST', '/v1/batch', { batch })) as {
    accepted: number;
    duplicates: number;
  };
  return { accepted, duplicates };
}

function accountOf(id: string): string {
  return `account-${Number(id.split('-')[2]) % ACCOUNTS}`;
}

/** A config whose meter never starts anew, so that it counts everything. */
function unlimited(): unknown {
  const config = ledgerly();
  return {
    ...config,
    meters: { ...config.meters, invoices: { event: 'Invoice Sent', aggregate: 'count', reset: 'never' } },
  };
}

/** A generator of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
