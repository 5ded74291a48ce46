import type { Account, Fact, Instant, Meter, Program, Trace, Trigger } from '@kairos/engine';
import { graceAmount, grantedTo, toIso, usageOf } from '@kairos/engine';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';
import { type Keyset, olderThan, pageOfRows } from '../store/keyset.ts';
import type { DecisionTable } from '../store/schema.ts';
import type { DecisionRowView } from '../wire/moment.ts';
import type { UsageSeries } from '../wire/usage.ts';
import { isoOrNull } from './views.ts';

/** Where one account's rows are. */
interface Place {
  readonly environment: string;
  readonly account: string;
}

/** The decisions made for an account, newest first, each with its whole trace. */
export async function decisionsOf(
  trx: Trx,
  { environment, account }: Place,
  { limit, before }: { readonly limit: number; readonly before: Keyset | null },
): Promise<{ readonly data: DecisionRowView[]; readonly next: string | null }> {
  const rows = await trx
    .selectFrom('decisions')
    .selectAll()
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .where(olderThan('at', before))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = pageOfRows(rows, limit, (row) => row);
  return { data: page.rows.map(decisionRowView), next: page.next };
}

function decisionRowView(row: DecisionTable): DecisionRowView {
  return {
    id: row.id,
    at: toIso(row.at as Instant),
    user: row.user_id,
    session: row.session,
    placement: row.placement,
    trigger: row.trigger === null ? null : (JSON.parse(row.trigger) as Trigger),
    moment: row.moment,
    version: row.version,
    peers: row.peers,
    trace: JSON.parse(row.trace) as Trace,
  };
}

/** A picture's worth: more points than this can't be told apart. */
const MAX_POINTS = 200;

/** How one meter was filled during its current period, and when it runs out if it goes on so. */
export async function usageSeriesOf(
  trx: Trx,
  place: Place,
  subject: { readonly program: Program; readonly account: Account; readonly meter: Meter; readonly now: Instant },
): Promise<UsageSeries> {
  const { program, account, meter, now } = subject;
  const usage = usageOf(program.catalog, account, meter, now);
  const terms = grantedTo(program.catalog, account).limits.get(meter.id);
  const grace = terms === undefined ? 0 : graceAmount(terms);
  const start = account.meters[meter.id]?.periodStart ?? null;
  const since = start ?? account.since;
  // What only counts up has a series and a pace; for the others there is what they stand at now.
  const isCounted = meter.aggregate === 'count' || meter.aggregate === 'sum';
  const points = isCounted ? thinned(await fillings(trx, place, meter, since)) : [{ at: now, used: usage.used }];
  return {
    meter: meter.id,
    name: meter.label,
    limit: usage.limit,
    thresholds: [...(terms?.thresholds ?? [])],
    graceLimit: usage.limit === null || grace === 0 ? null : usage.limit + grace,
    period: start === null || usage.resetsAt === null ? null : { start: toIso(start), end: toIso(usage.resetsAt) },
    now: toIso(now),
    points: points.map((point) => ({ at: toIso(point.at), used: point.used })),
    projectedFullAt: isCounted
      ? isoOrNull(projectedFullAt({ used: usage.used, limit: usage.limit, since, now, resetsAt: usage.resetsAt }))
      : null,
  };
}

/** When a meter is full if it goes on at the pace of this period so far; null when it is full, idle, unlimited, or resets before. */
function projectedFullAt(pace: {
  readonly used: number;
  readonly limit: number | null;
  readonly since: Instant;
  readonly now: Instant;
  readonly resetsAt: Instant | null;
}): Instant | null {
  const { used, limit, since, now, resetsAt } = pace;
  if (limit === null || used <= 0 || used >= limit || now <= since) return null;
  const full = Math.round(now + ((limit - used) * (now - since)) / used);
  return resetsAt !== null && full >= resetsAt ? null : (full as Instant);
}

async function fillings(
  trx: Trx,
  { environment, account }: Place,
  meter: Extract<Meter, { aggregate: 'count' | 'sum' }>,
  since: Instant,
): Promise<readonly { readonly at: Instant; readonly used: number }[]> {
  const rows = await trx
    .selectFrom('facts')
    .select(['kind', 'at', 'body'])
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .where(({ eb, or, and }) =>
      or([
        and([eb('kind', '=', 'track'), eb('name', '=', meter.event)]),
        and([eb('kind', '=', 'consume'), eb('name', '=', meter.id)]),
      ]),
    )
    .where('at', '>=', since)
    .orderBy('at')
    .limit(20_000)
    .execute();
  let used = 0;
  return rows.map((row) => {
    used += amountIn(row, meter);
    return { at: row.at as Instant, used };
  });
}

function amountIn(
  { kind, body }: { readonly kind: string; readonly body: string },
  meter: Extract<Meter, { aggregate: 'count' | 'sum' }>,
): number {
  if (kind === 'track' && meter.aggregate === 'count') return 1;
  const fact = JSON.parse(body) as Fact;
  if (fact.kind === 'consume') return fact.amount;
  const value = fact.kind === 'track' && meter.aggregate === 'sum' ? fact.properties[meter.property] : 0;
  return typeof value === 'number' ? value : 0;
}

function thinned<Point>(points: readonly Point[]): readonly Point[] {
  const stride = Math.ceil(points.length / MAX_POINTS);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
}
