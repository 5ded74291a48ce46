import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Trx } from '../store/database.ts';
import { isUniqueViolation, sqlState } from '../store/store-error.ts';
import { Inbox } from './inbox.ts';
import { describeRowSecurity, TABLES } from './row-security-contract.ts';

export interface ContractSubject {
  readonly database: Database;
  /** Closes the database and opens it again, on the same data. */
  readonly reopen: () => Promise<Database>;
}

/** What holds for every database, whatever is underneath. */
export function describeDatabase(name: string, open: () => Promise<ContractSubject>): void {
  describe(name, () => {
    let subject: ContractSubject;
    let database: Database;
    beforeAll(async () => {
      subject = await open();
      database = subject.database;
    }, 60_000);
    afterAll(() => database.close());
    beforeEach(() =>
      database.transaction('system', async (trx) => {
        for (const table of TABLES) await trx.deleteFrom(table).execute();
      }),
    );

    describe('a transaction', () => {
      it('keeps what was written and answers what the work answers', async () => {
        const answer = await database.transaction(ACME, async (trx) => {
          await addKey(trx, 'acme', 'one');
          return 42;
        });
        expect(answer).toBe(42);
        expect(await hashes(database)).toEqual(['one']);
      });

      it('undoes everything when the work throws, and throws the same', async () => {
        const failure = new Error('changed my mind');
        const undone = database.transaction(ACME, async (trx) => {
          await addKey(trx, 'acme', 'one');
          throw failure;
        });
        await expect(undone).rejects.toBe(failure);
        expect(await hashes(database)).toEqual([]);
      });

      it('does not pass for committed when the work swallowed the error of a statement', async () => {
        const swallowed = database.transaction(ACME, async (trx) => {
          await addKey(trx, 'acme', 'one');
          await sql`select 1 / 0`.execute(trx).catch(() => undefined);
          return 'fine';
        });
        await expect(swallowed).rejects.toThrow('rolled back instead of committed');
        expect(await hashes(database)).toEqual([]);
      });

      it('orders those that lock the same row: no increment is lost', async () => {
        await database.transaction(ACME, (trx) => addAccount(trx, 'acme', { updated_at: 0 }));
        const increments = Array.from({ length: 25 }, () =>
          database.transaction(ACME, async (trx) => {
            const row = await trx.selectFrom('accounts').select('updated_at').forUpdate().executeTakeFirstOrThrow();
            await trx
              .updateTable('accounts')
              .set({ updated_at: row.updated_at + 1 })
              .execute();
          }),
        );
        await Promise.all(increments);
        const { updated_at } = await database.transaction(ACME, (trx) =>
          trx.selectFrom('accounts').select('updated_at').executeTakeFirstOrThrow(),
        );
        expect(updated_at).toBe(25);
      });

      it('refuses to start inside another, which would wait for ever on one connection', async () => {
        const nested = database.transaction(ACME, () => database.transaction(ACME, async () => undefined));
        await expect(nested).rejects.toThrow('inside another');
      });

      it('may start after another in the same call chain', async () => {
        const started: Promise<number>[] = [];
        await database
          .transaction(ACME, async () => undefined)
          .then(() => started.push(database.transaction(ACME, async () => 7)));
        expect(await Promise.all(started)).toEqual([7]);
      });

      it('is run again after a serialization failure, with nothing left of the try before', async () => {
        let tries = 0;
        await database.transaction(ACME, async (trx) => {
          tries += 1;
          await addKey(trx, 'acme', `try ${tries}`);
          if (tries < 3) await raise(trx, '40001');
        });
        expect(await hashes(database)).toEqual(['try 3']);
      });

      it('gives up after three tries', async () => {
        let tries = 0;
        const hopeless = database.transaction(ACME, async (trx) => {
          tries += 1;
          await raise(trx, '40P01');
        });
        await expect(hopeless).rejects.toSatisfy((error) => sqlState(error) === '40P01');
        expect(tries).toBe(3);
      });

      it('is not run again after any other error', async () => {
        let tries = 0;
        const wrong = database.transaction(ACME, async (trx) => {
          tries += 1;
          await sql`select 1 / 0`.execute(trx);
        });
        await expect(wrong).rejects.toSatisfy((error) => sqlState(error) === '22012');
        expect(tries).toBe(1);
      });

      it('tells a unique violation by its code and constraint', async () => {
        const twice = database.transaction(ACME, async (trx) => {
          await addKey(trx, 'acme', 'same');
          await addKey(trx, 'acme', 'same', 'other id');
        });
        await expect(twice).rejects.toSatisfy(isUniqueViolation);
        await expect(twice).rejects.toMatchObject({ constraint: 'api_keys_hash_key' });
      });
    });

    describe('values', () => {
      it('come as numbers, booleans, text and lists of them', async () => {
        const row = await one(
          database,
          `select 9007199254740991::int8 as big, -1::int2 as small, 0.5::float8 as half, true as yes, 'é "x"' as words,
            array[1, null, -9007199254740991]::int8[] as bigs, '{}'::int8[] as none, array['a', null, 'b,"c"'] as texts, array[true, false] as flags`,
        );
        expect(row).toEqual({
          big: 9_007_199_254_740_991,
          small: -1,
          half: 0.5,
          yes: true,
          words: 'é "x"',
          bigs: [1, null, -9_007_199_254_740_991],
          none: [],
          texts: ['a', null, 'b,"c"'],
          flags: [true, false],
        });
      });

      it('come as text where JavaScript has nothing as exact', async () => {
        const row = await one(
          database,
          `select sum(x) as sum, date '2026-03-01' as day from (values (1::int8), (2::int8)) as t (x)`,
        );
        expect(row).toEqual({ sum: '3', day: '2026-03-01' });
      });

      it('are refused when a number would not hold them', async () => {
        await expect(one(database, 'select 9007199254740993::int8 as big')).rejects.toThrow('9007199254740993');
      });

      it('go in as lists, for many rows at once', async () => {
        const { rows } = await database.transaction(ACME, (trx) =>
          sql`select * from unnest(${[1, 2]}::int8[], ${['a', null]}::text[], ${[3, 4]}::smallint[]) as t (a, b, c)`.execute(
            trx,
          ),
        );
        expect(rows).toEqual([
          { a: 1, b: 'a', c: 3 },
          { a: 2, b: null, c: 4 },
        ]);
      });

      it('keep every character, and refuse the one that PostgreSQL has not', async () => {
        const text = '\'; drop table accounts; -- \u{1F600} \u0001 \\ "';
        await database.transaction(ACME, (trx) => addKey(trx, 'acme', text));
        expect(await hashes(database)).toEqual([text]);
        await expect(database.transaction(ACME, (trx) => addKey(trx, 'acme', 'a\0b', 'nul'))).rejects.toSatisfy(
          (error) => sqlState(error) === '22021',
        );
      });

      it('are ordered by code unit when asked to', async () => {
        await database.transaction(ACME, async (trx) => {
          for (const hash of ['b', 'B', 'a', 'ä', '_']) await addKey(trx, 'acme', hash, hash);
        });
        expect(await hashes(database)).toEqual(['B', '_', 'a', 'b', 'ä']);
      });
    });

    describeRowSecurity(() => database);

    describe('notifications', () => {
      it('come once the transaction has committed, in order, and never from one that was undone', async () => {
        const inbox = new Inbox();
        const unlisten = await database.listen('news', inbox.put);
        await database
          .transaction(ACME, async (trx) => {
            await notify(trx, 'news', 'lost');
            throw new Error('undo');
          })
          .catch(() => undefined);
        await database.transaction(ACME, async (trx) => {
          await notify(trx, 'news', 'one');
          await notify(trx, 'news', 'two');
          expect(inbox.messages).toEqual([]);
        });
        expect(await inbox.size(2)).toEqual(['one', 'two']);
        await unlisten();
      });

      it('come to everyone who listens, on their channel alone, until they stop', async () => {
        const [first, second, other] = [new Inbox(), new Inbox(), new Inbox()];
        const stopFirst = await database.listen('news "x"', first.put);
        const stopSecond = await database.listen('news "x"', second.put);
        const stopOther = await database.listen('other', other.put);
        await database.transaction(ACME, (trx) => notify(trx, 'news "x"', 'one'));
        await Promise.all([first.size(1), second.size(1)]);
        await stopFirst();
        await database.transaction(ACME, (trx) => notify(trx, 'news "x"', 'two'));
        expect(await second.size(2)).toEqual(['one', 'two']);
        await stopSecond();
        await database.transaction(ACME, async (trx) => {
          await notify(trx, 'news "x"', 'three');
          await notify(trx, 'other', 'last');
        });
        expect(await other.size(1)).toEqual(['last']);
        await stopOther();
        expect([first.messages, second.messages]).toEqual([['one'], ['one', 'two']]);
      });
    });

    describe('opening and closing', () => {
      it('answers a ping', async () => {
        await expect(database.ping()).resolves.toBeUndefined();
      });

      it('waits for what is in hand, refuses what comes after, and finds everything again', async () => {
        const inHand = database.transaction(ACME, (trx) => addKey(trx, 'acme', 'in hand'));
        const reopened = subject.reopen();
        await expect(database.transaction(ACME, async () => undefined)).rejects.toMatchObject({ code: 'store-closed' });
        await expect(database.ping()).rejects.toMatchObject({ code: 'store-closed' });
        await expect(inHand).resolves.toBeUndefined();
        database = await reopened;
        expect(await hashes(database)).toEqual(['in hand']);
      });
    });
  });
}

const ACME = { environment: 'acme' };

async function addKey(trx: Trx, environment: string, hash: string, id = hash): Promise<void> {
  const key = {
    id: id.replace('\0', ''),
    environment,
    hash,
    hint: '',
    kind: 'secret',
    created_at: 0,
    revoked_at: null,
  } as const;
  await trx.insertInto('api_keys').values(key).execute();
}

async function addAccount(
  trx: Trx,
  environment: string,
  { updated_at }: { readonly updated_at: number },
): Promise<void> {
  await trx.insertInto('accounts').values({ environment, bucket: 0, account: 'a', state: '', updated_at }).execute();
}

async function hashes(database: Database): Promise<readonly string[]> {
  const rows = await database.transaction('system', (trx) =>
    trx.selectFrom('api_keys').select('hash').orderBy(sql`hash collate "C"`).execute(),
  );
  return rows.map((row) => row.hash);
}

async function one(database: Database, query: string): Promise<unknown> {
  const { rows } = await database.transaction(ACME, (trx) => sql.raw(query).execute(trx));
  return rows[0];
}

async function notify(trx: Trx, channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(trx);
}

async function raise(trx: Trx, code: string): Promise<void> {
  await sql.raw(`do $$ begin raise exception 'on purpose' using errcode = '${code}'; end $$`).execute(trx);
}
