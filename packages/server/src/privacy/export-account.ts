import { sql } from 'kysely';
import { bucketOf } from '../log/bucket.ts';
import type { Database } from '../store/database.ts';
import { EXPORTED_TABLES } from './account-data.ts';

/** So many rows are read, and held, at a time. */
const PAGE = 500;

/** Columns that hold JSON text: an export has what is in them. A state has its version before it and stays text. */
const JSON_COLUMNS = new Set(['body', 'trace', 'trigger', 'lines', 'payments', 'detail', 'former']);
/** Where a row is, rather than what it says. */
const PLACE_COLUMNS = new Set(['environment', 'bucket']);

type Row = Readonly<Record<string, unknown>>;
type Table = (typeof EXPORTED_TABLES)[number];

/** By what each row of a table is told from the others of an account. */
function keyOf(table: Table): string {
  if (table === 'accounts') return 'account';
  return table === 'users' ? 'user_id' : 'id';
}

interface Place {
  readonly environment: string;
  readonly account: string;
}

/**
 * Everything that is kept of an account, as the text of one JSON document, in pieces: `head`, and each table's rows under its name. Read
 * page by page, each in a transaction of its own, as fast as it is taken: neither memory nor a connection is held meanwhile.
 */
export async function* exportAccount(
  database: Database,
  place: Place,
  head: Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1);
  for (const table of EXPORTED_TABLES) {
    yield `,${JSON.stringify(table)}:[`;
    let count = 0;
    for await (const rows of pagesOf(database, place, table)) {
      const texts = rows.map((row) => JSON.stringify(shown(row)));
      yield `${count > 0 && texts.length > 0 ? ',' : ''}${texts.join(',')}`;
      count += texts.length;
    }
    yield ']';
  }
  yield '}';
}

async function* pagesOf(
  database: Database,
  { environment, account }: Place,
  table: Table,
): AsyncGenerator<readonly Row[]> {
  const key = keyOf(table);
  // Users are kept by themselves, and changes by when they were made; all else has the account in its key.
  const isByAccount = table !== 'users' && table !== 'audit';
  const bucket = isByAccount ? sql`and bucket = ${bucketOf(account)}::smallint` : sql``;
  for (let after: string | null = ''; after !== null; ) {
    const last: string = after;
    const rows: readonly Row[] = await database.transaction({ environment }, async (trx) => {
      const page = await sql<Row>`select * from ${sql.table(table)}
        where environment = ${environment} ${bucket} and account = ${account} and ${sql.ref(key)} > ${last}
        order by ${sql.ref(key)} limit ${PAGE}`.execute(trx);
      return page.rows;
    });
    yield rows;
    after = rows.length < PAGE ? null : String(rows.at(-1)?.[key]);
  }
}

function shown(row: Row): Row {
  const entries = Object.entries(row)
    .filter(([column]) => !PLACE_COLUMNS.has(column))
    .map(([column, value]) => [
      column,
      JSON_COLUMNS.has(column) && typeof value === 'string' ? JSON.parse(value) : value,
    ]);
  return Object.fromEntries(entries);
}
