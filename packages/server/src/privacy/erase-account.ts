import { sql } from 'kysely';
import { announceAccounts } from '../log/announce.ts';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';
import { tablesErased } from './account-data.ts';
import { type Erasing, noteProgress, openErasure, type RunningErasure } from './erasures.ts';
import { forgetAnswers } from './forget-answers.ts';

/** So many rows of a table are removed in one transaction. */
const STEP_ROWS = 10_000;

/** By when a row came that is removed in steps, so that an account that begins anew meanwhile keeps what is its own. */
const CAME_AT = { facts: 'received_at', decisions: 'at' } as const satisfies Record<
  ReturnType<typeof tablesErased<'in-steps'>>[number],
  string
>;

/**
 * Erases an account, which the transaction holds locked: nobody reads it from the commit on. What was charged stays, under a pseudonym
 * that leads to nobody. Answers whether it is done; where there is too much for one transaction the rest follows in steps.
 */
export async function eraseAccount(
  trx: Trx,
  erasing: Erasing,
): Promise<{ readonly id: string; readonly pseudonym: string; readonly isDone: boolean }> {
  const erasure = await openErasure(trx, erasing);
  await forgetAnswers(trx, erasure.environment, await namesOf(trx, erasure));
  for (const table of tablesErased('at-once')) {
    await sql`delete from ${sql.table(table)} where ${ownedBy(erasure)}`.execute(trx);
  }
  for (const table of tablesErased('pseudonymised')) {
    const { pseudonym } = erasure;
    await sql`update ${sql.table(table)} set account = ${pseudonym}, bucket = ${bucketOf(pseudonym)}::smallint
      where ${ownedBy(erasure)}`.execute(trx);
  }
  await forgetHome(trx, erasure);
  await trx
    .updateTable('audit')
    .set({ account: null, subject: erasure.pseudonym, detail: '{}' })
    .where('environment', '=', erasure.environment)
    .where('account', '=', erasure.subject)
    .execute();
  const isDone = await eraseAccountRows(trx, erasure);
  await announceAccounts(trx, erasure.environment, [erasure.subject]);
  return { id: erasure.id, pseudonym: erasure.pseudonym, isDone };
}

/** Removes the next rows of those that there may be many of, and notes it; true when none is left. */
export async function eraseAccountRows(trx: Trx, erasure: RunningErasure): Promise<boolean> {
  for (const table of tablesErased('in-steps')) {
    const came = sql`${ownedBy(erasure)} and ${sql.ref(CAME_AT[table])} <= ${erasure.at}::bigint`;
    // Up to an id, in the order of the key: by a list of ids each would be looked for in all of them.
    const { rows } = await sql<{ end: string | null; count: number }>`
      select max(id) as end, count(*)::int as count from (
        select id from ${sql.table(table)} where ${came} order by id limit ${STEP_ROWS}) as next`.execute(trx);
    const [step] = rows;
    if (step === undefined || step.end === null) continue;
    await sql`delete from ${sql.table(table)} where ${came} and id <= ${step.end}`.execute(trx);
    if (step.count === STEP_ROWS) return false;
  }
  await noteProgress(trx, erasure, null);
  return true;
}

function ownedBy({ environment, subject }: RunningErasure) {
  return sql`environment = ${environment} and bucket = ${bucketOf(subject)}::smallint and account = ${subject}`;
}

/** By what an answer is known to be about the account: its id, and those of its moments, quotes and upgrades. */
async function namesOf(trx: Trx, erasure: RunningErasure): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from moments where ${ownedBy(erasure)}
    union all select id from quotes where ${ownedBy(erasure)}
    union all select id from upgrades where ${ownedBy(erasure)}`.execute(trx);
  return [erasure.subject, ...rows.map(({ id }) => id)];
}

/** Users who were in the account are in none now, or in one of the others that they were in. */
async function forgetHome(trx: Trx, { environment, subject }: RunningErasure): Promise<void> {
  await trx.deleteFrom('users').where('environment', '=', environment).where('account', '=', subject).execute();
  // The list is JSON: the id is in it as JSON writes it.
  await sql`update users
    set former = (select coalesce(json_agg(each order by place), '[]')::text
      from json_array_elements_text(former::json) with ordinality as known (each, place) where each <> ${subject})
    where environment = ${environment} and strpos(former, ${JSON.stringify(subject)}) > 0`.execute(trx);
}
