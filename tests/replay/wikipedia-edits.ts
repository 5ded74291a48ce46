import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Account, compile, type ConfigInput, type Fact, newAccount, observe, parseInstant } from '@kairos/engine';
import type { ScratchSql } from '../../packages/server/src/testing/scratch-sql.ts';

/** One edit of one Wikipedia, in the order in which they came. Where the file is from is said beside it. */
export interface Edit {
  readonly time: string;
  readonly channel: string;
  readonly user: string;
  readonly added: number;
  readonly deleted: number;
  readonly delta: number;
}

/** What edits come to, each by every kind of meter. */
const CONFIG: ConfigInput = {
  product: { name: 'Encyclopaedia' },
  meters: {
    edits: { event: 'Page Edited', aggregate: 'count', reset: 'never' },
    editsToday: { event: 'Page Edited', aggregate: 'count', reset: 'day' },
    editors: { event: 'Page Edited', aggregate: 'unique', reset: 'never' },
    added: { event: 'Page Edited', aggregate: 'sum', property: 'added', reset: 'never' },
    deleted: { event: 'Page Edited', aggregate: 'sum', property: 'deleted', reset: 'never' },
    delta: { event: 'Page Edited', aggregate: 'sum', property: 'delta', reset: 'never' },
    largest: { event: 'Page Edited', aggregate: 'max', property: 'added', reset: 'never' },
    latest: { event: 'Page Edited', aggregate: 'latest', property: 'delta', reset: 'never' },
    seats: { aggregate: 'members' },
  },
  plans: [
    {
      id: 'free',
      name: 'Free',
      prices: [{ interval: 'month', amount: 0 }],
      entitlements: { edits: { limit: 1_000 }, added: { limit: 100_000 }, seats: { limit: 100 } },
    },
  ],
};

export function readEdits(): readonly Edit[] {
  const file = new URL('../data/wikipedia-edits/edits.jsonl.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Edit);
}

/** Folds every edit into the account of its Wikipedia, in the order in which they came; all accounts have the same time zone. */
export function replay(edits: readonly Edit[], timeZone: string): ReadonlyMap<string, Account> {
  const compiled = compile(CONFIG);
  if (!compiled.ok) throw new TypeError(`a config that compiles: ${JSON.stringify(compiled.issues)}`);
  const program = compiled.value;
  const accounts = new Map<string, Account>();
  for (const [index, edit] of edits.entries()) {
    const fact = factOf(edit, `edit-${index}`);
    const account = accounts.get(edit.channel) ?? { ...newAccount(edit.channel, fact.at), timeZone };
    accounts.set(edit.channel, observe(program, account, fact).account);
  }
  return accounts;
}

function factOf({ time, user, added, deleted, delta }: Edit, id: string): Fact {
  const at = parseInstant(time);
  if (at === null) throw new TypeError(`${time} is not a time`);
  return { kind: 'track', id, at, user, event: 'Page Edited', properties: { added, deleted, delta } };
}

/** What SQL says of one Wikipedia. */
export interface Reckoned {
  readonly channel: string;
  readonly edits: number;
  readonly edits_today: number;
  readonly editors: number;
  readonly added: number;
  readonly deleted: number;
  readonly delta: number;
  readonly largest: number;
  readonly latest: number;
  /** Local days on which it was edited, counted from 1 January 1970. */
  readonly days: readonly number[];
  /** Who edited it, in the order in which they first did. */
  readonly users: readonly string[];
}

/** Inserts the same rows as they are. */
export async function insertEdits(sql: ScratchSql, edits: readonly Edit[]): Promise<void> {
  await sql.query(`create table edits (
    seq serial primary key, time timestamptz, channel text, "user" text, added bigint, deleted bigint, delta bigint)`);
  await sql.query(
    `insert into edits (time, channel, "user", added, deleted, delta)
     select time, channel, "user", added, deleted, delta from json_populate_recordset(null::edits, $1::json)`,
    [JSON.stringify(edits)],
  );
}

/** Computes by SQL what the replay has folded. */
export function reckon(sql: ScratchSql, timeZone: string): Promise<readonly Reckoned[]> {
  return sql.query<Reckoned>(
    `with local as (
       select *, (time at time zone $1)::date as day,
         max((time at time zone $1)::date) over (partition by channel) as last_day
       from edits),
     firsts as (select channel, "user", min(seq) as first from edits group by channel, "user")
     select channel, count(*)::int as edits, (count(*) filter (where day = last_day))::int as edits_today,
       count(distinct "user")::int as editors, sum(added)::int as added, sum(deleted)::int as deleted,
       sum(delta)::int as delta, max(added)::int as largest,
       (array_agg(delta order by time desc, seq desc))[1]::int as latest,
       array_agg(distinct day - date '1970-01-01') as days,
       (select array_agg("user" order by first) from firsts where firsts.channel = local.channel) as users
     from local group by channel order by channel collate "C"`,
    [timeZone],
  );
}
