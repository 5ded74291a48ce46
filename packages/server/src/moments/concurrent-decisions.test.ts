import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type PostgresServer, startPostgres } from '../testing/postgres-server.ts';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';

/** What becomes of the first moment of each account; a silent one is told of by nobody. */
const FATES = { acme: ['shown'], umbra: ['shown', 'dismissed'], orbit: ['shown', 'clicked'], zenit: [] } as const;
const ACCOUNTS = Object.keys(FATES) as readonly Account[];
type Account = keyof typeof FATES;

const WRITERS = 16;

interface Winner {
  readonly moment: string;
  readonly user: string;
  readonly session: string;
}

/** Who won, by account, as the writers were told: beside it stands what the store says. */
class Winners {
  readonly #byAccount = new Map<Account, Winner[]>(ACCOUNTS.map((account) => [account, []]));

  of(account: Account): readonly Winner[] {
    return this.#byAccount.get(account) ?? [];
  }

  /** A moment that is answered to the same session again is the same winner. */
  note(account: Account, winner: Winner): void {
    const known = this.of(account).find(({ moment }) => moment === winner.moment);
    if (known === undefined) this.#byAccount.get(account)?.push(winner);
    else expect(winner).toEqual(known);
  }
}

let server: PostgresServer;
let here: TestKairos;
let there: TestKairos;
beforeAll(async () => {
  server = await startPostgres();
  const url = await createDatabase(server.url);
  here = await aKairos({ url });
  there = await aKairos({ url });
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await server.stop();
});

describe('sixteen writers in two processes, who ask for the same accounts and tell what became of it', () => {
  it('get one proactive moment per account and month, and one more only where nobody was shown the first', async () => {
    const kairos = await here.fresh();
    const processes = [kairos, there.serving(kairos)];
    const winners = new Winners();
    const counts = (): readonly number[] => ACCOUNTS.map((account) => winners.of(account).length);

    await fillLimits(kairos);
    await askAll(processes, winners, { round: 'first', fates: FATES });
    expect(counts()).toEqual([1, 1, 1, 1]);

    await kairos.advance('2026-03-10T12:11:00.000Z');
    await askAll(processes, winners, { round: 'after silence', fates: { ...FATES, zenit: ['shown'] } });
    expect(counts()).toEqual([1, 1, 1, 2]);

    await kairos.advance('2026-04-09T11:59:59.999Z');
    await fillLimits(kairos);
    await askAll(processes, winners, { round: 'a millisecond early', fates: FATES });
    expect(counts()).toEqual([1, 1, 1, 2]);

    await kairos.advance('2026-04-09T12:11:00.000Z');
    await askAll(processes, winners, { round: 'a month later', fates: FATES });
    expect(counts()).toEqual([2, 2, 2, 3]);
    for (const account of ACCOUNTS) await matchStore(kairos, winners, account);
  }, 20_000);
});

async function fillLimits(kairos: TestKairos): Promise<void> {
  for (const account of ACCOUNTS) await kairos.sends('Invoice Sent', { times: 8, account });
}

interface Round {
  readonly round: string;
  readonly fates: Readonly<Record<Account, readonly string[]>>;
}

/** Each writer asks for every account, none in the same order as its neighbour, twice over, in sessions of its own. */
async function askAll(processes: readonly TestKairos[], winners: Winners, { round, fates }: Round): Promise<void> {
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const kairos = processes[writer % processes.length];
      if (kairos === undefined) throw new TypeError('a process for each writer');
      const turned = ACCOUNTS.map((__, index) => ACCOUNTS[(index + writer) % ACCOUNTS.length] ?? 'acme');
      for (const account of writer % 3 === 0 ? turned.toReversed() : turned) {
        for (const visit of [1, 2]) {
          const asking = { user: `user-${writer}`, session: `${round}, ${writer}, ${visit}` };
          const { moment } = await kairos.decide({ account, ...asking });
          if (moment !== null) winners.note(account, { moment: moment.id, ...asking });
          // Whoever knows of the account's latest moment tells of it too: the same step told by many is one.
          const latest = winners.of(account).at(-1);
          if (latest !== undefined) for (const step of fates[account]) await kairos.take(latest.moment, step);
        }
      }
    }),
  );
}

/** What was kept is what the writers were told: no moment beside, and nobody was shown two within thirty days. */
async function matchStore(kairos: TestKairos, winners: Winners, account: Account): Promise<void> {
  const kept = await kairos.moments(account);
  expect(kept.map(({ id, user }) => ({ moment: id, user })).toReversed()).toEqual(
    winners.of(account).map(({ moment, user }) => ({ moment, user })),
  );
  const times = kept.flatMap(({ shownAt }) => (shownAt === null ? [] : [Date.parse(shownAt)])).toReversed();
  times.slice(1).forEach((at, index) => {
    expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(30 * 86_400_000);
  });
}
