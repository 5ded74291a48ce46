import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Trx } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import { sqlState } from '../store/store-error.ts';

const ACME = { environment: 'acme' };

/** Every table of the schema; a new one that isn't here fails the contract. */
export const TABLES = [
  'environments',
  'api_keys',
  'configs',
  'accounts',
  'users',
  'facts',
  'signals',
  'moments',
  'decisions',
  'quotes',
  'upgrades',
  'invoices',
  'idempotency',
  'console_sessions',
  'audit',
  'erasures',
  'peers',
] as const satisfies readonly (keyof Schema)[];

type Table = (typeof TABLES)[number];

function tenantColumn(table: Table): string {
  return table === 'environments' ? 'id' : 'environment';
}

async function environmentsSeen(trx: Trx, table: Table): Promise<readonly string[]> {
  const column = sql.ref(tenantColumn(table));
  const { rows } = await sql<{
    seen: string;
  }>`select ${column} as seen from ${sql.table(table)} order by ${column} collate "C"`.execute(trx);
  return rows.map((row) => row.seen);
}

/** That no environment's rows are reached from another, in any table; `open` answers the database that is being tested. */
export function describeRowSecurity(open: () => Database): void {
  describe('row-level security', () => {
    let database: Database;
    beforeEach(() => {
      database = open();
    });

    let columns: ReadonlyMap<string, readonly Column[]>;
    beforeAll(async () => {
      columns = await open().transaction('system', requiredColumns);
    });
    const addRow = async (trx: Trx, table: Table, environment: string): Promise<void> => {
      const names = columns.get(table) ?? [];
      const values = names.map((column) => valueOf(column, table, environment));
      await sql`insert into ${sql.table(table)} (${sql.join(names.map(({ name }) => sql.ref(name)))}) values (${sql.join(values)})`.execute(
        trx,
      );
    };
    beforeEach(() =>
      database.transaction('system', async (trx) => {
        for (const table of TABLES) for (const environment of ['acme', 'globex']) await addRow(trx, table, environment);
      }),
    );

    it('is on and forced for every table that there is', async () => {
      const { rows } = await database.transaction('system', (trx) =>
        sql<{ table: string; guarded: boolean }>`
        select relname::text as table, relrowsecurity and relforcerowsecurity as guarded from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%' order by relname collate "C"`.execute(
          trx,
        ),
      );
      expect(rows).toEqual(TABLES.toSorted().map((table) => ({ table, guarded: true })));
    });

    it.each(TABLES)('shows one environment its own rows of %s and no others', async (table) => {
      const seen = await database.transaction(ACME, (trx) => environmentsSeen(trx, table));
      expect(seen).toEqual(['acme']);
    });

    it.each(TABLES)(
      "lets one environment neither change nor remove another's rows of %s, whatever it asks for",
      async (table) => {
        const column = tenantColumn(table);
        const touched = await database.transaction(ACME, async (trx) => {
          const changed =
            await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} where ${sql.ref(column)} <> 'acme'`.execute(
              trx,
            );
          const removed = await sql`delete from ${sql.table(table)} where ${sql.ref(column)} <> 'acme' or true`.execute(
            trx,
          );
          return { changed: changed.numAffectedRows, removed: removed.numAffectedRows };
        });
        expect(touched).toEqual({ changed: 0n, removed: 1n });
        expect(await database.transaction('system', (trx) => environmentsSeen(trx, table))).toEqual(['globex']);
      },
    );

    it.each(TABLES)('lets one environment not plant rows of %s with another', async (table) => {
      await database.transaction('system', (trx) => trx.deleteFrom(table).execute());
      const planted = database.transaction(ACME, (trx) => addRow(trx, table, 'globex'));
      await expect(planted).rejects.toSatisfy((error) => sqlState(error) === '42501');
    });

    it('lets no row be moved to another environment', async () => {
      const moved = database.transaction(ACME, (trx) =>
        trx.updateTable('accounts').set({ environment: 'globex', bucket: 1 }).execute(),
      );
      await expect(moved).rejects.toSatisfy((error) => sqlState(error) === '42501');
    });

    it('shows the system the rows of all', async () => {
      for (const table of TABLES) {
        expect(await database.transaction('system', (trx) => environmentsSeen(trx, table))).toEqual(['acme', 'globex']);
      }
    });

    it("leaves nothing of one transaction's environment to the next", async () => {
      await database.transaction('system', async () => undefined);
      await database.transaction(ACME, async () => undefined);
      expect(
        await database.transaction({ environment: 'initech' }, (trx) => environmentsSeen(trx, 'accounts')),
      ).toEqual([]);
    });

    it.each(['', '*'])('takes "%s" for no environment', async (environment) => {
      await expect(database.transaction({ environment }, async () => undefined)).rejects.toThrow(
        'not the id of an environment',
      );
    });
  });
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** By table, the columns that must be given something. */
async function requiredColumns(trx: Trx): Promise<ReadonlyMap<string, readonly Column[]>> {
  const { rows } = await sql<Column & { table: string }>`
    select relname::text as table, attname::text as name, atttypid::regtype::text as type from pg_attribute
    join pg_class on pg_class.oid = attrelid where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and attnotnull and not atthasdef`.execute(
    trx,
  );
  return new Map(TABLES.map((table) => [table, rows.filter((row) => row.table === table)]));
}

function valueOf({ name, type }: Column, table: Table, environment: string): string | number | boolean {
  if (name === tenantColumn(table)) return environment;
  if (name === 'kind' && table === 'environments') return 'test';
  if (name === 'kind' && table === 'api_keys') return 'secret';
  if (name === 'kind' && table === 'erasures') return 'account';
  if (name === 'status' && table === 'erasures') return 'running';
  if (type === 'boolean') return false;
  return type === 'text' ? `${environment}-${name}` : 1;
}
