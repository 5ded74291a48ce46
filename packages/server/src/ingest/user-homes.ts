import type { Instant } from '@kairos/engine';
import { sql } from 'kysely';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';

/** Where a user is at home. */
export interface Home {
  /** The account that they joined last; null: none yet. */
  readonly account: string | null;
  /** Those that they were in before, oldest first. */
  readonly former: readonly string[];
}

interface Moment {
  readonly environment: string;
  readonly now: Instant;
}

/** More accounts than this are not kept of one user; the oldest is forgotten. */
const MAX_FORMER = 50;

/**
 * The homes of users. Those who join an account by these messages, and those who are in none yet, are locked until the transaction
 * ends: of a user's first event and their joining, told at the same time, the later one sees the earlier.
 */
export async function openHomes(
  trx: Trx,
  { environment, now }: Moment,
  { joining, homeless }: { readonly joining: readonly string[]; readonly homeless: readonly string[] },
): Promise<ReadonlyMap<string, Home>> {
  const settled = await readHomes(trx, environment, inKeyOrder(homeless), false);
  const unsettled = inKeyOrder([
    ...joining,
    ...homeless.filter((user) => (settled.get(user)?.account ?? null) === null),
  ]);
  if (unsettled.length === 0) return settled;
  await sql`
    insert into users (environment, bucket, user_id, account, updated_at)
    select ${environment}, bucket, user_id, '', ${now}::bigint
    from unnest(${unsettled.map(bucketOf)}::smallint[], ${unsettled}::text[]) as told (bucket, user_id)
    on conflict do nothing`.execute(trx);
  return new Map([...settled, ...(await readHomes(trx, environment, unsettled, true))]);
}

/** Keeps the account that each of these users joined last. */
export async function keepHomes(
  trx: Trx,
  { environment, now }: Moment,
  joined: ReadonlyMap<string, readonly string[]>,
  homes: ReadonlyMap<string, Home>,
): Promise<void> {
  const moved = [...joined].flatMap(([user, accounts]) => {
    const before = homes.get(user) ?? NOWHERE;
    const after = moveTo(before, accounts);
    return after.account === before.account ? [] : [{ user, ...after }];
  });
  if (moved.length === 0) return;
  await sql`
    update users set account = told.account, former = told.former, updated_at = ${now}::bigint
    from unnest(
      ${moved.map(({ user }) => bucketOf(user))}::smallint[],
      ${moved.map(({ user }) => user)}::text[],
      ${moved.map(({ account }) => account)}::text[],
      ${moved.map(({ former }) => JSON.stringify(former))}::text[]
    ) as told (bucket, user_id, account, former)
    where users.environment = ${environment} and users.bucket = told.bucket and users.user_id = told.user_id`.execute(
    trx,
  );
}

const NOWHERE: Home = { account: null, former: [] };

function moveTo(home: Home, joined: readonly string[]): Home {
  const all = [...home.former, ...(home.account === null ? [] : [home.account]), ...joined];
  const account = all.at(-1) ?? null;
  const former = [...new Set(all)].filter((each) => each !== account);
  return { account, former: former.slice(-MAX_FORMER) };
}

async function readHomes(
  trx: Trx,
  environment: string,
  users: readonly string[],
  isLocked: boolean,
): Promise<Map<string, Home>> {
  if (users.length === 0) return new Map();
  const { rows } = await sql<{ user_id: string; account: string; former: string }>`
    select found.user_id, found.account, found.former
    from unnest(${users.map(bucketOf)}::smallint[], ${users}::text[]) as told (bucket, user_id)
    cross join lateral (
      select users.user_id, users.account, users.former from users
      where users.environment = ${environment} and users.bucket = told.bucket and users.user_id = told.user_id
      ${isLocked ? sql`for update` : sql``}
    ) as found`.execute(trx);
  return new Map(
    rows.map((row) => [
      row.user_id,
      { account: row.account === '' ? null : row.account, former: JSON.parse(row.former) as readonly string[] },
    ]),
  );
}

/** Each once, in the order in which everybody locks them: two transactions can wait for each other, but never in a circle. */
function inKeyOrder(users: readonly string[]): readonly string[] {
  return [...new Set(users)].toSorted(
    (left, right) => bucketOf(left) - bucketOf(right) || (left < right ? -1 : left > right ? 1 : 0),
  );
}
