import type { Fact, Instant, Program } from '@kairos/engine';
import { sql } from 'kysely';
import { RESERVED_PREFIX } from '../ids.ts';
import { appendFacts } from '../log/append-facts.ts';
import { bucketOf } from '../log/bucket.ts';
import { lockAccounts } from '../log/load-accounts.ts';
import type { Trx } from '../store/database.ts';
import type { SegmentMessage } from './segment-message.ts';
import { type Home, keepHomes, openHomes } from './user-homes.ts';

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
  const { environment, now } = context;
  const joined = newMembers(messages);
  const homeless = messages.flatMap(({ user, account }) => (account === null && user !== null ? user : []));
  const homes = await openHomes(trx, { environment, now }, { joining: [...joined.keys()], homeless });
  const earlier = await findEarlier(trx, environment, messages, homes);
  const accounts = resolveAccounts(messages, homes, earlier);
  const parked = await takeParked(trx, environment, [...joined.keys()]);
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
    tell(accounts[index] ?? '', message.fact);
  });
  const known = [...facts.keys()].filter((account) => !account.startsWith(RESERVED_PREFIX));
  const locked = await lockAccounts(trx, environment, known, now);
  const appended = await appendFacts(trx, context, locked, facts);
  await keepHomes(trx, { environment, now }, joined, homes);
  return outcomes(messages, accounts, appended.accepted);
}

/** Where facts of a user wait who has joined no account. */
function parkingOf(user: string): string {
  return `${RESERVED_PREFIX}${user}`;
}

/**
 * The account of every message: as it says, or the one that it was counted in before, or as its user last joined, or else as they
 * first join later in this batch.
 */
function resolveAccounts(
  messages: readonly SegmentMessage[],
  homes: ReadonlyMap<string, Home>,
  earlier: ReadonlyMap<string, string>,
): readonly string[] {
  const current = new Map([...homes].map(([user, home]) => [user, home.account]));
  const accounts: string[] = [];
  const waiting = new Map<string, number[]>();
  messages.forEach(({ user, account, joins, messageId }, index) => {
    const own = account ?? earlier.get(earlierKey(user, messageId)) ?? current.get(user ?? '') ?? null;
    accounts.push(own ?? parkingOf(user ?? ''));
    if (own === null) waiting.set(user ?? '', [...(waiting.get(user ?? '') ?? []), index]);
    if (!joins || user === null || account === null) return;
    current.set(user, account);
    for (const before of waiting.get(user) ?? []) accounts[before] = account;
    waiting.delete(user);
  });
  return accounts;
}

/**
 * Of the messages that name no account, those that were counted before their user went on to another one, with where: sent again
 * because an answer was lost, they must not count there too. Only users who have been in several accounts are asked for.
 */
async function findEarlier(
  trx: Trx,
  environment: string,
  messages: readonly SegmentMessage[],
  homes: ReadonlyMap<string, Home>,
): Promise<ReadonlyMap<string, string>> {
  const asked = messages.flatMap(({ user, account, messageId }) =>
    account !== null || user === null
      ? []
      : (homes.get(user)?.former ?? []).map((former) => ({ user, account: former, id: messageId })),
  );
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ user_id: string; account: string; id: string }>`
    select told.user_id, facts.account, facts.id
    from unnest(
      ${asked.map((each) => bucketOf(each.account))}::smallint[],
      ${asked.map((each) => each.account)}::text[],
      ${asked.map((each) => each.id)}::text[],
      ${asked.map((each) => each.user)}::text[]
    ) as told (bucket, account, id, user_id)
    join facts on facts.environment = ${environment} and facts.bucket = told.bucket
      and facts.account = told.account and facts.id = told.id`.execute(trx);
  return new Map(rows.map((row) => [earlierKey(row.user_id, row.id), row.account]));
}

function earlierKey(user: string | null, messageId: string): string {
  return JSON.stringify([user, messageId]);
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
