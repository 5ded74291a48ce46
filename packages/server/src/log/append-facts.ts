import {
  type Account,
  activeSignals,
  type Fact,
  type Instant,
  nextTickAt,
  observe,
  planOf,
  type Program,
  type Signal,
  type Stage,
  stageUntil,
} from '@kairos/engine';
import { sql } from 'kysely';
import type { Trx } from '../store/database.ts';
import { encodeAccount } from './account-codec.ts';
import { announceAccounts } from './announce.ts';
import { bucketOf } from './bucket.ts';

/** Where and when facts are appended, and by which program they are understood. */
export interface LogContext {
  readonly environment: string;
  readonly program: Program;
  readonly now: Instant;
}

/** What appending to one account did: its state after, and the signals that fired by it. */
export interface Appended {
  readonly account: Account;
  readonly signals: readonly Signal[];
}

export interface AppendResult {
  readonly accounts: ReadonlyMap<string, Appended>;
  /** By account, the ids of the facts that were new; the others had been told before, and changed nothing. */
  readonly accepted: ReadonlyMap<string, ReadonlySet<string>>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Appends facts to the logs of accounts, folds the new ones into the states of those that this transaction holds locked, and
 * writes states and fired signals: the one way in which anything changes about an account. When the transaction commits,
 * everyone who listens hears which accounts changed.
 */
export async function appendFacts(
  trx: Trx,
  context: LogContext,
  locked: ReadonlyMap<string, Account>,
  facts: ReadonlyMap<string, readonly Fact[]>,
): Promise<AppendResult> {
  const accepted = await insertFacts(trx, context, facts);
  const accounts = new Map<string, Appended>();
  for (const [id, account] of locked) {
    accounts.set(id, foldNew(context.program, account, facts.get(id) ?? [], accepted.get(id) ?? NONE));
  }
  const changed = [...accounts].filter(([id]) => accepted.has(id));
  await writeStates(
    trx,
    context,
    changed.map(([, after]) => after.account),
  );
  for (const [id, { signals }] of changed) await insertSignals(trx, context.environment, id, signals);
  await announceAccounts(
    trx,
    context.environment,
    changed.map(([id]) => id),
  );
  return { accounts, accepted };
}

function foldNew(program: Program, before: Account, facts: readonly Fact[], accepted: ReadonlySet<string>): Appended {
  const signals: Signal[] = [];
  const folded = new Set<string>();
  let account = before;
  for (const fact of facts) {
    if (!accepted.has(fact.id) || folded.has(fact.id)) continue;
    folded.add(fact.id);
    const observed = observe(program, account, fact);
    account = observed.account;
    signals.push(...observed.signals);
  }
  return { account, signals };
}

/** Writes the facts that are new, and answers their ids by account: the primary key drops what was told before. */
async function insertFacts(
  trx: Trx,
  { environment, now }: LogContext,
  facts: ReadonlyMap<string, readonly Fact[]>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = [...facts].flatMap(([account, own]) =>
    own.map((fact) => ({ account, bucket: bucketOf(account), fact })),
  );
  if (rows.length === 0) return new Map();
  const result = await sql<{ account: string; id: string }>`
    insert into facts (environment, bucket, account, id, kind, at, received_at, user_id, name, body)
    select ${environment}, bucket, account, id, kind, at, ${now}::bigint, user_id, name, body
    from unnest(
      ${rows.map((row) => row.bucket)}::smallint[],
      ${rows.map((row) => row.account)}::text[],
      ${rows.map((row) => row.fact.id)}::text[],
      ${rows.map((row) => row.fact.kind)}::text[],
      ${rows.map((row) => row.fact.at)}::bigint[],
      ${rows.map((row) => userOf(row.fact))}::text[],
      ${rows.map((row) => nameOf(row.fact))}::text[],
      ${rows.map((row) => JSON.stringify(row.fact))}::text[]
    ) as told (bucket, account, id, kind, at, user_id, name, body)
    on conflict do nothing
    returning account, id`.execute(trx);
  const accepted = new Map<string, Set<string>>();
  for (const { account, id } of result.rows) {
    const own = accepted.get(account);
    if (own === undefined) accepted.set(account, new Set([id]));
    else own.add(id);
  }
  return accepted;
}

/**
 * Writes states of accounts that this transaction holds locked, with what they are found by. `isNews: false` is for what time alone
 * changed: it does not count as something that happened to them.
 */
export async function writeStates(
  trx: Trx,
  { environment, program, now }: LogContext,
  accounts: readonly Account[],
  { isNews = true }: { readonly isNews?: boolean } = {},
): Promise<void> {
  if (accounts.length === 0) return;
  const standings = accounts.map((account) => standingOf(program, account, now));
  // The rows are there, locked: the insert always conflicts, which finds each by its key whatever the statistics say.
  await sql`
    insert into accounts
      (environment, bucket, account, state, name, plan, stage, stage_since, signals, next_tick_at, updated_at)
    select ${environment}, bucket, account, state, name, plan, stage, ${now}::bigint, string_to_array(signals, ' '),
      next_tick_at, ${now}::bigint
    from unnest(
      ${accounts.map((account) => bucketOf(account.id))}::smallint[],
      ${accounts.map((account) => account.id)}::text[],
      ${accounts.map(encodeAccount)}::text[],
      ${accounts.map((account) => accountName(account))}::text[],
      ${accounts.map((account) => planOf(program.catalog, account).id)}::text[],
      ${standings.map(({ stage }) => stage)}::text[],
      ${standings.map(({ signals }) => signals.join(' '))}::text[],
      ${standings.map(({ nextAt }) => nextAt)}::bigint[]
    ) as told (bucket, account, state, name, plan, stage, signals, next_tick_at)
    on conflict (environment, bucket, account) do update set
      state = excluded.state, name = excluded.name, plan = excluded.plan, stage = excluded.stage,
      stage_since = case when accounts.stage = excluded.stage then accounts.stage_since else excluded.stage_since end,
      signals = excluded.signals, next_tick_at = excluded.next_tick_at,
      updated_at = case when ${isNews} then excluded.updated_at else accounts.updated_at end`.execute(trx);
}

/** What the list of accounts is filtered by, as of a write, and when time alone may next change it. */
function standingOf(
  program: Program,
  account: Account,
  now: Instant,
): { readonly stage: Stage; readonly signals: readonly string[]; readonly nextAt: Instant | null } {
  const at = account.seenAt > now ? account.seenAt : now;
  const { stage, until } = stageUntil(program.catalog, account, at);
  return {
    stage,
    signals: [...new Set(activeSignals(account, at).map(({ signal }) => signal))],
    nextAt: earlier(nextTickAt(program, account), until),
  };
}

function earlier(left: Instant | null, right: Instant | null): Instant | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

/** Notes that signals fired; a firing that is known already stays as it is. */
export async function insertSignals(
  trx: Trx,
  environment: string,
  account: string,
  signals: readonly Signal[],
): Promise<void> {
  if (signals.length === 0) return;
  const rows = signals.map((signal) => ({
    environment,
    bucket: bucketOf(account),
    account,
    id: signal.id,
    signal: signal.signal,
    meter: signal.subject,
    priority: signal.priority,
    fired_at: signal.firedAt,
    expires_at: signal.expiresAt,
    body: JSON.stringify(signal),
  }));
  await trx
    .insertInto('signals')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What people call the account: its trait `name`, else its id. */
export function accountName(account: Account): string {
  const name = account.traits['name'];
  return typeof name === 'string' && name !== '' ? plainText(name) : account.id;
}

function userOf(fact: Fact): string | null {
  if (fact.kind === 'moment') return fact.offered?.user ?? null;
  return fact.kind === 'subscription' || fact.kind === 'consume' ? null : fact.user;
}

function nameOf(fact: Fact): string | null {
  switch (fact.kind) {
    case 'track':
      return plainText(fact.event);
    case 'page':
      return fact.name === null ? null : plainText(fact.name);
    case 'moment':
      return fact.step;
    case 'consume':
      return fact.meter;
    default:
      return null;
  }
}

/** PostgreSQL's text has no NUL. */
function plainText(text: string): string {
  return text.replaceAll('\0', '');
}
