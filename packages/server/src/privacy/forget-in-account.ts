import { type Fact, type Instant, memberOf, type Moment, type Program, type Signal } from '@kairos/engine';
import { type RawBuilder, sql } from 'kysely';
import { newId, RESERVED_PREFIX } from '../ids.ts';
import { appendFacts, type LogContext } from '../log/append-facts.ts';
import { bucketOf } from '../log/bucket.ts';
import { refold } from '../log/refold.ts';
import type { Trx } from '../store/database.ts';
import type { RunningErasure } from './erasures.ts';
import { forgetAnswers } from './forget-answers.ts';
import { type Forgetting, forgetUser, replacedIn } from './forget-user.ts';

/** So many rows are rewritten at a time. */
const PAGE = 1_000;

/** One account that is to forget a user. */
interface Place extends Forgetting {
  readonly account: string;
  /** Its rows. */
  readonly own: RawBuilder<unknown>;
}

/**
 * Lets one account forget a user: its log is rewritten and folded again, and the seat that they had is given back. What was offered to
 * them stays in the figures, without them and without its words; why it was decided goes.
 */
export async function forgetInAccount(
  trx: Trx,
  context: LogContext,
  { subject, pseudonym }: RunningErasure,
  account: string,
): Promise<void> {
  const { environment, program } = context;
  const own = sql`environment = ${environment} and bucket = ${bucketOf(account)}::smallint and account = ${account}`;
  const moments = await blankMoments(trx, own, subject, pseudonym);
  const place: Place = { user: subject, pseudonym, moments: new Set(moments), account, own };
  await forgetAnswers(trx, environment, [subject, ...moments]);
  await sql`delete from decisions where ${own} and user_id = ${subject}`.execute(trx);
  const lastAt = await rewriteFacts(trx, program, place);
  await rewriteSignals(trx, place);
  // What waits for a user to join an account has no state.
  if (account.startsWith(RESERVED_PREFIX)) return;
  const folded = await refold(trx, context, account);
  const leaving = leavingFact(program, pseudonym, lastAt);
  if (leaving === null || memberOf(folded, pseudonym) === null) return;
  await appendFacts(trx, context, new Map([[account, folded]]), new Map([[account, [leaving]]]));
}

async function blankMoments(
  trx: Trx,
  own: RawBuilder<unknown>,
  user: string,
  pseudonym: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string; body: string }>`
    select id, body from moments where ${own} and user_id = ${user}`.execute(trx);
  const bodies = rows.map(({ body }) => JSON.stringify(withoutWords(JSON.parse(body) as Moment)));
  await sql`update moments set user_id = ${pseudonym}, session = null, body = told.body
    from unnest(${rows.map(({ id }) => id)}::text[], ${bodies}::text[]) as told (id, body)
    where ${own} and moments.id = told.id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** A message may call its reader by their name. */
function withoutWords(moment: Moment): Moment {
  const message = Object.fromEntries(Object.keys(moment.message).map((part) => [part, '']));
  return { ...moment, message: { ...moment.message, ...message } };
}

/** Rewrites the facts that are the user's or name them. Answers when the last of their own was; null where there was none. */
async function rewriteFacts(trx: Trx, program: Program, place: Place): Promise<Instant | null> {
  const { user, own, moments } = place;
  let lastAt: number | null = null;
  for (let after: string | null = ''; after !== null; ) {
    const page: { rows: { id: string; at: number; user_id: string | null; body: string }[] } = await sql<{
      id: string;
      at: number;
      user_id: string | null;
      body: string;
    }>`select id, at, user_id, body from facts
      where ${own} and id > ${after} and (user_id = ${user} or strpos(body, ${JSON.stringify(user)}) > 0
        or (kind = 'moment' and body::json ->> 'moment' = any(${[...moments]}::text[])))
      order by id limit ${PAGE}`.execute(trx);
    const { rows } = page;
    const told = rows.map((row) => forgetUser(program, JSON.parse(row.body) as Fact, place));
    const users = rows.map((row) => (row.user_id === user ? place.pseudonym : row.user_id));
    await sql`update facts set user_id = told.user_id, body = told.body
      from unnest(
        ${rows.map(({ id }) => id)}::text[], ${users}::text[], ${told.map((fact) => JSON.stringify(fact))}::text[]
      ) as told (id, user_id, body)
      where ${own} and facts.id = told.id`.execute(trx);
    for (const row of rows) if (row.user_id === user) lastAt = Math.max(lastAt ?? 0, row.at);
    after = rows.length < PAGE ? null : (rows.at(-1)?.id ?? null);
  }
  return lastAt as Instant | null;
}

async function rewriteSignals(trx: Trx, place: Place): Promise<void> {
  const { own, user } = place;
  const { rows } = await sql<{ id: string; body: string }>`
    select id, body from signals where ${own} and strpos(body, ${JSON.stringify(user)}) > 0`.execute(trx);
  const bodies = rows.map(({ body }) => {
    const signal = JSON.parse(body) as Signal;
    return JSON.stringify({ ...signal, evidence: replacedIn(signal.evidence, place) });
  });
  await sql`update signals set body = told.body
    from unnest(${rows.map(({ id }) => id)}::text[], ${bodies}::text[]) as told (id, body)
    where ${own} and signals.id = told.id`.execute(trx);
}

/** That they are no member any more, right after the last thing that they did; null where the config has no name for it. */
function leavingFact({ catalog }: Program, pseudonym: string, lastAt: Instant | null): Fact | null {
  const event = [...catalog.meanings].find(([, { known }]) => known === 'memberRemoved')?.[0];
  if (event === undefined || lastAt === null) return null;
  const at = (lastAt + 1) as Instant;
  return { kind: 'track', id: newId('evt'), at, user: pseudonym, event, properties: {} };
}
