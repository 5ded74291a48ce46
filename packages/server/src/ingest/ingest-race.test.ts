import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled, time } from '../../../engine/src/testing/world.ts';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { readAccount } from '../log/load-accounts.ts';
import type { Database } from '../store/database.ts';
import { openDatabase } from '../store/open-database.ts';
import { createDatabase, installedPostgres, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { ingest } from './ingest.ts';
import type { SegmentMessage } from './segment-message.ts';

const ENVIRONMENT = 'env_race';
const ROUNDS = 40;
const now = time('2026-03-10T12:00:00Z');
const context = { environment: ENVIRONMENT, program: compiled(ledgerly()), now };

describe.each(installedPostgres().slice(0, 1))('on $version, with several processes', (installation) => {
  let server: PostgresServer;
  let processes: readonly Database[];
  beforeAll(async () => {
    server = await startPostgres(installation);
    const url = await createDatabase(server.url);
    processes = [await openDatabase({ url }), await openDatabase({ url })];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(processes.map((database) => database.close()));
    await server.stop();
  });

  const tell = (process: number, ...messages: readonly SegmentMessage[]) =>
    processes[process]?.transaction({ environment: ENVIRONMENT }, (trx) => ingest(trx, context, messages));

  it('what a user did goes with them, though they join an account at the same moment', async () => {
    const users = Array.from({ length: ROUNDS }, (_, index) => `user-${index}`);
    await Promise.all(
      users.flatMap((user, index) => [
        tell(index % 2, invoice(user)),
        tell((index + 1) % 2, joining(user, `acme-${user}`)),
      ]),
    );
    const used = await Promise.all(
      users.map((user) =>
        processes[0]?.transaction({ environment: ENVIRONMENT }, (trx) =>
          readAccount(trx, ENVIRONMENT, `acme-${user}`, now),
        ),
      ),
    );
    expect(used.map((account) => account?.meters['invoices']?.value)).toEqual(users.map(() => 1));
  });
});

function invoice(user: string): SegmentMessage {
  const fact = { kind: 'track', id: `did-${user}`, at: now, user, event: 'Invoice Sent', properties: {} } as const;
  return { messageId: fact.id, user, account: null, joins: false, fact };
}

function joining(user: string, account: string): SegmentMessage {
  const fact = { kind: 'group', id: `joined-${user}`, at: now, user, traits: {} } as const;
  return { messageId: fact.id, user, account, joins: true, fact };
}
