import { sql } from 'kysely';
import { RESERVED_PREFIX } from '../ids.ts';
import type { LogContext } from '../log/append-facts.ts';
import { bucketOf, BUCKETS } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';
import { type Erasing, noteProgress, openErasure, type RunningErasure } from './erasures.ts';
import { forgetInAccount } from './forget-in-account.ts';

/** So many buckets are looked through in one transaction: where a user was is known only by looking. */
const STEP_BUCKETS = 16;

/** Erases what is kept of a user by themselves: their home, and what waits for them. What accounts know of them follows in steps. */
export async function eraseUser(
  trx: Trx,
  erasing: Erasing,
): Promise<{ readonly id: string; readonly pseudonym: string }> {
  const { id, environment, subject, pseudonym } = await openErasure(trx, erasing);
  const parked = `${RESERVED_PREFIX}${subject}`;
  await sql`delete from users
    where environment = ${environment} and bucket = ${bucketOf(subject)}::smallint and user_id = ${subject}`.execute(
    trx,
  );
  await sql`delete from facts
    where environment = ${environment} and bucket = ${bucketOf(parked)}::smallint and account = ${parked}`.execute(trx);
  return { id, pseudonym };
}

/** Lets the accounts of the next buckets forget the user, and notes it; true when no bucket is left. */
export async function eraseUserStep(trx: Trx, context: LogContext, erasure: RunningErasure): Promise<boolean> {
  const end = Math.min(erasure.nextBucket + STEP_BUCKETS, BUCKETS);
  for (let bucket = erasure.nextBucket; bucket < end; bucket += 1) {
    for (const account of await accountsOf(trx, erasure, bucket)) await forgetInAccount(trx, context, erasure, account);
  }
  const isDone = end === BUCKETS;
  await noteProgress(trx, erasure, isDone ? null : end);
  return isDone;
}

/** The accounts of a bucket that know the user, in key order. */
async function accountsOf(
  trx: Trx,
  { environment, subject }: RunningErasure,
  bucket: number,
): Promise<readonly string[]> {
  const here = sql`environment = ${environment} and bucket = ${bucket}::smallint`;
  const { rows } = await sql<{ account: string }>`
    select account from facts where ${here} and (user_id = ${subject} or strpos(body, ${JSON.stringify(subject)}) > 0)
    union select account from moments where ${here} and user_id = ${subject}
    union select account from decisions where ${here} and user_id = ${subject}
    order by account`.execute(trx);
  return rows.map(({ account }) => account);
}
