import type { Account, Fact, Instant, Meter, Program, Signal, Trace, Trigger } from '@kairos/engine';
import { graceAmount, planOf, toIso, usageOf } from '@kairos/engine';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';
import type { TimelineEntry } from '../wire/account.ts';
import type { DecisionRowView } from '../wire/moment.ts';
import type { UsageSeries } from '../wire/usage.ts';
import { isoOrNull, meterOf } from './views.ts';

/** Where one account's rows are. */
interface Place {
  readonly environment: string;
  readonly account: string;
}

/** What happened to an account, newest first: events, signals, the steps of moments, upgrades. */
export async function timelineOf(trx: Trx, { environment, account }: Place, limit: number): Promise<TimelineEntry[]> {
  const bucket = bucketOf(account);
  const facts = await trx
    .selectFrom('facts')
    .select(['kind', 'at', 'user_id', 'name', 'body'])
    .where('environment', '=', environment)
    .where('bucket', '=', bucket)
    .where('account', '=', account)
    .where('kind', 'in', ['track', 'page', 'moment'])
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  const signals = await trx
    .selectFrom('signals')
    .select(['body', 'fired_at'])
    .where('environment', '=', environment)
    .where('bucket', '=', bucket)
    .where('account', '=', account)
    .orderBy('fired_at', 'desc')
    .limit(limit)
    .execute();
  const upgrades = await trx
    .selectFrom('upgrades')
    .selectAll()
    .where('environment', '=', environment)
    .where('bucket', '=', bucket)
    .where('account', '=', account)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  const plays = await playsOf(trx, { environment, account });
  const entries = [
    ...facts.map((row) => ({ at: row.at, entry: factEntry(row, plays) })),
    ...signals.map((row) => ({ at: row.fired_at, entry: signalEntry(JSON.parse(row.body) as Signal) })),
    ...upgrades.map((row) => ({
      at: row.at,
      entry: {
        at: toIso(row.at as Instant),
        kind: 'upgrade' as const,
        upgrade: row.id,
        from: row.from_plan,
        to: row.to_plan,
        mrrDelta: row.mrr_delta,
      },
    })),
  ];
  return entries
    .toSorted((left, right) => right.at - left.at)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/** The decisions made for an account, newest first, each with its whole trace. */
export async function decisionsOf(
  trx: Trx,
  { environment, account }: Place,
  limit: number,
): Promise<DecisionRowView[]> {
  const rows = await trx
    .selectFrom('decisions')
    .selectAll()
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: toIso(row.at as Instant),
    user: row.user_id,
    session: row.session,
    placement: row.placement,
    trigger: row.trigger === null ? null : (JSON.parse(row.trigger) as Trigger),
    moment: row.moment,
    version: row.version,
    trace: JSON.parse(row.trace) as Trace,
  }));
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
  const terms = planOf(program.catalog, account).limits.get(meter.id);
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
    .select(['at', 'body'])
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .where('kind', '=', 'track')
    .where('name', '=', meter.event)
    .where('at', '>=', since)
    .orderBy('at')
    .limit(20_000)
    .execute();
  let used = 0;
  return rows.map((row) => {
    used += meter.aggregate === 'sum' ? amountIn(row.body, meter.property) : 1;
    return { at: row.at as Instant, used };
  });
}

function amountIn(body: string, property: string): number {
  const fact = JSON.parse(body) as Fact;
  const value = fact.kind === 'track' ? fact.properties[property] : 0;
  return typeof value === 'number' ? value : 0;
}

function thinned<Point>(points: readonly Point[]): readonly Point[] {
  const stride = Math.ceil(points.length / MAX_POINTS);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
}

function factEntry(
  row: {
    readonly kind: string;
    readonly at: number;
    readonly user_id: string | null;
    readonly name: string | null;
    readonly body: string;
  },
  plays: ReadonlyMap<string, string>,
) {
  const at = toIso(row.at as Instant);
  const fact = JSON.parse(row.body) as Fact;
  if (fact.kind === 'moment')
    return { at, kind: 'moment' as const, moment: fact.moment, play: plays.get(fact.moment) ?? '', step: fact.step };
  return { at, kind: 'event' as const, name: row.name ?? '', user: row.user_id };
}

function signalEntry(signal: Signal) {
  return {
    at: toIso(signal.firedAt),
    kind: 'signal' as const,
    signal: signal.signal,
    subject: signal.subject,
    meter: meterOf(signal),
    evidence: signal.evidence,
  };
}

async function playsOf(trx: Trx, { environment, account }: Place): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('moments')
    .select(['id', 'play'])
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .execute();
  return new Map(rows.map((row) => [row.id, row.play]));
}
