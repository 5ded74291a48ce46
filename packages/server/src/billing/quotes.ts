import {
  type Account,
  type Change,
  type Instant,
  type Program,
  parseInstant,
  type Quote,
  quote,
  type Subscription,
  tick,
  toIso,
} from '@kairos/engine';
import { newId } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import { bucketOf } from '../log/bucket.ts';
import { readAccount } from '../log/load-accounts.ts';
import { findMoment } from '../moments/moment-store.ts';
import type { Trx } from '../store/database.ts';
import type { QuoteTable } from '../store/schema.ts';

/** A quote that was answered and kept: accepting it needs no more than its id. */
export interface KeptQuote {
  readonly id: string;
  readonly account: string;
  readonly moment: string | null;
  readonly acceptedAt: Instant | null;
  readonly quote: Quote;
  /** What the account had when it was quoted: when that has changed since, the quote is stale. */
  readonly basis: Subscription | null;
}

/** Prices a change for an account and keeps the answer. Unknown accounts, plans and prices are said, with what there is. */
export async function makeQuote(
  trx: Trx,
  context: { readonly environment: string; readonly program: Program; readonly now: Instant },
  asked: { readonly account: string; readonly change: Change; readonly moment: string | null },
): Promise<KeptQuote> {
  const { environment, program, now } = context;
  const stored = await readAccount(trx, environment, asked.account, now);
  if (stored === null) throw unknownAccount(asked.account);
  if (asked.moment !== null && (await findMoment(trx, environment, asked.moment, asked.account)) === null) {
    throw new KairosError('not-found', `no moment "${asked.moment}" of account "${asked.account}"`);
  }
  const { account } = tick(program, stored, now);
  const result = quote(program, account.subscription, asked.change, now);
  if (!result.ok) {
    const { code, path, message } = result.refusal;
    throw new KairosError(code, message, { issues: [{ path, message }] });
  }
  const kept: KeptQuote = {
    id: newId('quo'),
    account: asked.account,
    moment: asked.moment,
    acceptedAt: null,
    quote: result.quote,
    basis: account.subscription,
  };
  await trx
    .insertInto('quotes')
    .values({
      environment,
      bucket: bucketOf(kept.account),
      account: kept.account,
      id: kept.id,
      at: now,
      expires_at: kept.quote.expiresAt,
      moment: kept.moment,
      body: JSON.stringify({ quote: kept.quote, basis: kept.basis }),
      accepted_at: null,
    })
    .execute();
  return kept;
}

/** Finds a quote by its id; `account` narrows it to that account's own: another's is not found. */
export async function findQuote(trx: Trx, environment: string, id: string, account: string | null): Promise<KeptQuote> {
  const found = trx.selectFrom('quotes').selectAll().where('environment', '=', environment).where('id', '=', id);
  const row = await (account === null
    ? found
    : found.where('bucket', '=', bucketOf(account)).where('account', '=', account)
  ).executeTakeFirst();
  if (row === undefined) throw new KairosError('not-found', `no quote "${id}"`);
  return readQuote(row);
}

/** Throws unless a quote can be accepted now: neither expired nor overtaken by another change of the account. */
export function mustStillHold(kept: KeptQuote, account: Account, now: Instant): void {
  if (now >= kept.quote.expiresAt) {
    throw new KairosError('quote-expired', `the quote ended on ${toIso(kept.quote.expiresAt)}; ask for a new one`);
  }
  if (JSON.stringify(account.subscription) !== JSON.stringify(kept.basis)) {
    throw new KairosError('quote-stale', 'what the account has changed since this was quoted; ask for a new quote');
  }
}

export function unknownAccount(id: string): KairosError {
  return new KairosError(
    'not-found',
    `no account "${id}" in this environment; it begins with its first event, or with PUT /v1/accounts/${id}/subscription`,
  );
}

function readQuote(row: QuoteTable): KeptQuote {
  const { quote: body, basis } = JSON.parse(row.body) as Pick<KeptQuote, 'quote' | 'basis'>;
  const acceptedAt = row.accepted_at === null ? null : parseInstant(toIso(row.accepted_at as Instant));
  return { id: row.id, account: row.account, moment: row.moment, acceptedAt, quote: body, basis };
}
