import type { Fact, Instant, Program } from '@kairos/engine';
import { sql } from 'kysely';
import { RESERVED_PREFIX } from '../ids.ts';
import { appendFacts } from '../log/append-facts.ts';
import { bucketOf } from '../log/bucket.ts';
import { lockAccounts } from '../log/load-accounts.ts';
import type { Trx } from '../store/database.ts';
import type { SegmentMessage } from './segment-message.ts';

/** What became of a message: folded into its account's state, or known already. */
export type Outcome = 'accepted' | 'duplicate';

/**
 * Takes messages into the logs of their accounts, in one transaction. A message that names no account belongs to the one its user
 * last joined; one whose user has joined none waits under the user's name, and follows when they join. Answers each message's
 * outcome, in order.
 */
export async function ingest(
  trx: Trx,
  context: { readonly environment: string; readonly program: Program; readonly now: Instant },
  messages: readonly SegmentMessage[],
): Promise<readonly Outcome[]> {
  const homes = await resolveAccounts(trx, context.environment, messages);
  const joined = newMembers(messages);
  const parked = await takeParked(trx, context.environment, [...joined.keys()]);
  const facts = new Map<string, Fact[]>();
  const tell = (account: string, fact: Fact): void => {
    const own = facts.get(account);
    if (own === undefined) facts.set(account, [fact]);
    else own.push(fact);
  };
  for (const [user, waiting] of parked) {
    for (const fact of waiting) tell(joined.get(user)?.[0] ?? parkingOf(user), fact);
  }
  messages.forEach((message, index) => {
    tell(homes[index] ?? '', message.fact);
  });
  const accounts = [...facts.keys()].filter((account) => !account.startsWith(RESERVED_PREFIX));
  const locked = await lockAccounts(trx, context.environment, accounts, context.now);
  const appended = await appendFacts(trx, context, locked, facts);
  await rememberAccounts(trx, context, joined);
  return outcomes(messages, homes, appended.accepted);
}

/** Where facts of a user wait who has joined no account. */
function parkingOf(user: string): string {
  return `${RESERVED_PREFIX}${user}`;
}

/** The account of every message: as it says, or as its user last joined, or else as they first join later in this batch. */
async function resolveAccounts(
  trx: Trx,
  environment: string,
  messages: readonly SegmentMessage[],
): Promise<readonly string[]> {
  const asked = [...new Set(messages.flatMap((message) => (message.account === null ? (message.user ?? []) : [])))];
  const known = await lastAccounts(trx, environment, asked);
  const homes: string[] = [];
  const waiting = new Map<string, number[]>();
  messages.forEach(({ user, account, joins }, index) => {
    const home = account ?? known.get(user ?? '');
    homes.push(home ?? parkingOf(user ?? ''));
    if (home === undefined) waiting.set(user ?? '', [...(waiting.get(user ?? '') ?? []), index]);
    if (!joins || user === null || account === null) return;
    known.set(user, account);
    for (const earlier of waiting.get(user) ?? []) homes[earlier] = account;
    waiting.delete(user);
  });
  return homes;
}

async function lastAccounts(trx: Trx, environment: string, users: readonly string[]): Promise<Map<string, string>> {
  if (users.length === 0) return new Map();
  const { rows } = await sql<{ user_id: string; account: string }>`
    select user_id, account from users
    where environment = ${environment}
      and (bucket, user_id) in (select * from unnest(${users.map(bucketOf)}::smallint[], ${users}::text[]))`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.user_id, row.account]));
}

/** Which accounts users join by these messages, in order. */
function newMembers(messages: readonly SegmentMessage[]): ReadonlyMap<string, readonly string[]> {
  const joined = new Map<string, string[]>();
  for (const { user, account, joins } of messages) {
    if (!joins || user === null || account === null) continue;
    const own = joined.get(user);
    if (own === undefined) joined.set(user, [account]);
    else own.push(account);
  }
  return joined;
}

/** Takes the facts that waited for these users to join an account, oldest first. */
async function takeParked(
  trx: Trx,
  environment: string,
  users: readonly string[],
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const places = users.map(parkingOf);
  if (places.length === 0) return new Map();
  const { rows } = await sql<{ account: string; body: string }>`
    delete from facts
    where environment = ${environment}
      and (bucket, account) in (select * from unnest(${places.map(bucketOf)}::smallint[], ${places}::text[]))
    returning account, body`.execute(trx);
  const parked = new Map<string, Fact[]>();
  for (const row of rows) {
    const user = row.account.slice(RESERVED_PREFIX.length);
    const own = parked.get(user) ?? [];
    own.push(JSON.parse(row.body) as Fact);
    parked.set(user, own);
  }
  for (const own of parked.values()) own.sort((left, right) => left.at - right.at);
  return parked;
}

/** Keeps the account that each of these users joined last. */
async function rememberAccounts(
  trx: Trx,
  { environment, now }: { readonly environment: string; readonly now: Instant },
  joined: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  if (joined.size === 0) return;
  const users = [...joined.keys()];
  const accounts = [...joined.values()].map((own) => own.at(-1) ?? '');
  await sql`
    insert into users (environment, bucket, user_id, account, updated_at)
    select ${environment}, bucket, user_id, account, ${now}::bigint
    from unnest(${users.map(bucketOf)}::smallint[], ${users}::text[], ${accounts}::text[]) as told (bucket, user_id, account)
    order by bucket, user_id collate "C"
    on conflict (environment, bucket, user_id) do update set account = excluded.account, updated_at = excluded.updated_at`.execute(
    trx,
  );
}

/** A message counts once: the second of two with one id, in this batch or an earlier one, is a duplicate. */
function outcomes(
  messages: readonly SegmentMessage[],
  homes: readonly string[],
  accepted: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Outcome[] {
  const counted = new Set<string>();
  return messages.map((message, index) => {
    const home = homes[index] ?? '';
    const key = JSON.stringify([home, message.messageId]);
    if (counted.has(key) || !(accepted.get(home)?.has(message.messageId) ?? false)) return 'duplicate';
    counted.add(key);
    return 'accepted';
  });
}
