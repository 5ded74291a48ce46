import type { ConsumeFact, Fact, Instant, MomentFact, Signal, SubscriptionFact } from '@kairos/engine';
import { toIso } from '@kairos/engine';
import { type Expression, type SqlBool, sql } from 'kysely';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';
import { foreignCursor, type Keyset, olderThan, pageOfRows } from '../store/keyset.ts';
import type { TimelineEntry } from '../wire/account.ts';
import { meterOf } from './views.ts';

/** Which account's timeline, and where to go on. */
interface Asked {
  readonly environment: string;
  readonly account: string;
  readonly limit: number;
  readonly before: Keyset | null;
}

/** Where entries come from. Of what happened in one instant, the higher comes first: what an event led to before the event. */
const SOURCES = { facts: 1, signals: 2, upgrades: 3 } as const;
type Source = (typeof SOURCES)[keyof typeof SOURCES];

interface Row {
  readonly source: Source;
  readonly id: string;
  readonly at: number;
  readonly name: string | null;
  readonly user_id: string | null;
  readonly body: string;
}

/** What an upgrade told is not told again as a change of subscription. */
const TOLD_BY_UPGRADE = 'upg\\_%:accepted';

/** What happened to an account, newest first: events, what was consumed, signals, steps of moments, upgrades, changes of subscription. */
export async function timelineOf(
  trx: Trx,
  asked: Asked,
): Promise<{ readonly data: TimelineEntry[]; readonly next: string | null }> {
  const { environment, account, limit } = asked;
  const more = limit + 1;
  const own = sql`environment = ${environment} and bucket = ${bucketOf(account)}::smallint and account = ${account}`;
  const { rows } = await sql<Row>`
    select * from (
      (select ${SOURCES.facts}::int as source, id, at, name, user_id, body from facts
        where ${own} and kind in ('track', 'page', 'moment', 'consume', 'subscription')
          and not (kind = 'subscription' and id like ${TOLD_BY_UPGRADE}) and ${after(asked, 'at', SOURCES.facts)}
        order by at desc, id desc limit ${more})
      union all
      (select ${SOURCES.signals}::int, id, fired_at, null, null, body from signals
        where ${own} and ${after(asked, 'fired_at', SOURCES.signals)}
        order by fired_at desc, id desc limit ${more})
      union all
      (select ${SOURCES.upgrades}::int, id, at, null, null,
          json_build_object('from', from_plan, 'to', to_plan, 'mrrDelta', mrr_delta)::text from upgrades
        where ${own} and ${after(asked, 'at', SOURCES.upgrades)}
        order by at desc, id desc limit ${more})
    ) as entries
    order by at desc, source desc, id desc limit ${more}`.execute(trx);
  const page = pageOfRows(rows, limit, ({ at, source, id }) => ({ at, id: `${source}:${id}` }));
  const plays = await playsOf(trx, asked, page.rows);
  return { data: page.rows.map((row) => entryOf(row, plays)), next: page.next };
}

/** The entries of one source that come after the one where the page before ended. */
function after({ before }: Asked, column: string, source: Source): Expression<SqlBool> {
  if (before === null) return sql<SqlBool>`true`;
  const [, ended, id] = /^([123]):(.*)$/s.exec(before.id) ?? [];
  if (ended === undefined || id === undefined) throw foreignCursor();
  if (Number(ended) === source) return olderThan(column, { at: before.at, id });
  const at = sql.ref(column);
  return source < Number(ended)
    ? sql<SqlBool>`${at} <= ${before.at}::bigint`
    : sql<SqlBool>`${at} < ${before.at}::bigint`;
}

/** The plays of the moments that a page speaks of. */
async function playsOf(
  trx: Trx,
  { environment, account }: Asked,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  const moments = rows.flatMap((row) => {
    const fact = row.source === SOURCES.facts ? (JSON.parse(row.body) as Fact) : null;
    return fact?.kind === 'moment' ? fact.moment : [];
  });
  if (moments.length === 0) return new Map();
  const found = await trx
    .selectFrom('moments')
    .select(['id', 'play'])
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .where('id', 'in', [...new Set(moments)])
    .execute();
  return new Map(found.map((row) => [row.id, row.play]));
}

function entryOf(row: Row, plays: ReadonlyMap<string, string>): TimelineEntry {
  const at = toIso(row.at as Instant);
  switch (row.source) {
    case SOURCES.facts:
      return factEntry(row, at, plays);
    case SOURCES.signals: {
      const signal = JSON.parse(row.body) as Signal;
      const { subject, evidence } = signal;
      return { at, kind: 'signal', signal: signal.signal, subject, meter: meterOf(signal), evidence };
    }
    default: {
      const change = JSON.parse(row.body) as { readonly from: string; readonly to: string; readonly mrrDelta: number };
      return { at, kind: 'upgrade', upgrade: row.id, ...change };
    }
  }
}

function factEntry(row: Row, at: string, plays: ReadonlyMap<string, string>): TimelineEntry {
  const fact = JSON.parse(row.body) as Fact;
  switch (fact.kind) {
    case 'moment':
      return momentEntry(fact, at, plays);
    case 'consume':
      return consumeEntry(fact, at);
    case 'subscription':
      return subscriptionEntry(fact, at);
    default:
      return { at, kind: 'event', name: row.name ?? '', user: row.user_id };
  }
}

function momentEntry({ moment, step }: MomentFact, at: string, plays: ReadonlyMap<string, string>): TimelineEntry {
  return { at, kind: 'moment', moment, play: plays.get(moment) ?? '', step };
}

function consumeEntry({ meter, amount }: ConsumeFact, at: string): TimelineEntry {
  return { at, kind: 'consume', meter, amount };
}

function subscriptionEntry({ id, subscription }: SubscriptionFact, at: string): TimelineEntry {
  const { plan, interval, seats, renewsAt, billedBy } = subscription;
  const cause = id.startsWith('renewal:') ? 'renewal' : 'set';
  return { at, kind: 'subscription', cause, plan, interval, seats, renewsAt: toIso(renewsAt), billedBy };
}
