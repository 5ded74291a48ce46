import {
  type Account,
  beginsPeriod,
  type Instant,
  type Program,
  type Quote,
  type SubscriptionFact,
  usageLines,
  usedInPeriod,
} from '@kairos/engine';
import { newId } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import { bringUpToDate } from '../jobs/tick-accounts.ts';
import { appendFacts } from '../log/append-facts.ts';
import { bucketOf } from '../log/bucket.ts';
import { lockAccounts } from '../log/load-accounts.ts';
import { bookRevenue } from '../moments/moment-store.ts';
import { takeStep } from '../moments/take-step.ts';
import type { Trx } from '../store/database.ts';
import type { UpgradeTable } from '../store/schema.ts';
import { bookInvoices, type Charge } from './ledger.ts';
import { findQuote, type KeptQuote, mustStillHold } from './quotes.ts';

/** A change that was carried out, or waits for the end of the period. */
export interface Upgrade {
  readonly id: string;
  readonly status: 'active' | 'scheduled';
  readonly quote: string;
  readonly moment: string | null;
  readonly from: string;
  readonly to: string;
  readonly mrrDelta: number;
  readonly at: Instant;
  readonly effectiveAt: Instant;
}

export interface Acceptance {
  readonly upgrade: Upgrade;
  /** The account with what it has now. */
  readonly account: Account;
}

/**
 * Carries a quote out, in one transaction: the new subscription, the invoice, the upgrade, and the conversion of the moment that led
 * to it. Accepting again what was accepted answers the same upgrade and charges nothing.
 */
export async function acceptQuote(
  trx: Trx,
  context: { readonly environment: string; readonly program: Program; readonly now: Instant },
  asked: { readonly quote: string; readonly account: string | null },
): Promise<Acceptance> {
  const { environment, program, now } = context;
  const { account: owner } = await findQuote(trx, environment, asked.quote, asked.account);
  const locked = await lockAccounts(trx, environment, [owner], now);
  // Read again under the account's lock: another request may have accepted it in between.
  const kept = await findQuote(trx, environment, asked.quote, owner);
  const stored = locked.get(owner);
  if (stored === undefined) throw new TypeError('an account that was locked is there');
  const account = await bringUpToDate(trx, context, stored);
  if (kept.acceptedAt !== null) return { upgrade: await findUpgrade(trx, environment, kept), account };
  if (account.subscription?.billedBy === 'external') {
    throw new KairosError(
      'external-billing',
      'this account is billed elsewhere; make the change there, and tell Kairos by PUT /v1/accounts/{id}/subscription',
    );
  }
  mustStillHold(kept, account, now);
  const upgrade = await keepUpgrade(trx, environment, kept, now);
  const { quote } = kept;
  const { used, charge } = endPeriod(program, account, quote, now);
  const due = { account: owner, at: now, lines: quote.lines, currency: quote.currency };
  await bookInvoices(trx, environment, [charge, due]);
  const fact: SubscriptionFact = {
    kind: 'subscription',
    id: `${upgrade.id}:accepted`,
    at: now,
    subscription: quote.subscription,
    ...(Object.keys(used).length === 0 ? {} : { used }),
  };
  const { accounts } = await appendFacts(trx, context, new Map([[owner, account]]), new Map([[owner, [fact]]]));
  if (kept.moment !== null) {
    await takeStep(trx, context, { moment: kept.moment, step: 'converted', account: owner });
    await bookRevenue(trx, environment, { account: owner, moment: kept.moment, mrrDelta: quote.mrrDelta });
  }
  return { upgrade, account: accounts.get(owner)?.account ?? account };
}

/** A change that begins a new billing period ends the one that runs: what was used in it is charged now, apart from what was quoted. */
function endPeriod(
  { catalog }: Program,
  account: Account,
  { subscription, currency }: Quote,
  at: Instant,
): { readonly used: Readonly<Record<string, number>>; readonly charge: Charge } {
  const ended = account.subscription;
  const isOver = ended !== null && beginsPeriod(ended, subscription, at);
  const used = isOver ? usedInPeriod(catalog, account) : {};
  const lines = isOver ? usageLines(catalog, ended, used) : [];
  return { used, charge: { account: account.id, at, lines, currency } };
}

async function keepUpgrade(trx: Trx, environment: string, kept: KeptQuote, now: Instant): Promise<Upgrade> {
  const { quote } = kept;
  const key = { environment, bucket: bucketOf(kept.account), account: kept.account };
  const upgrade: Upgrade = {
    id: newId('upg'),
    status: quote.effectiveAt > now ? 'scheduled' : 'active',
    quote: kept.id,
    moment: kept.moment,
    from: quote.from,
    to: quote.to,
    mrrDelta: quote.mrrDelta,
    at: now,
    effectiveAt: quote.effectiveAt,
  };
  const { from, to, mrrDelta, effectiveAt, ...same } = upgrade;
  await trx
    .insertInto('upgrades')
    .values({ ...key, ...same, from_plan: from, to_plan: to, mrr_delta: mrrDelta, effective_at: effectiveAt })
    .execute();
  await trx
    .updateTable('quotes')
    .set({ accepted_at: now })
    .where('environment', '=', environment)
    .where('bucket', '=', key.bucket)
    .where('account', '=', kept.account)
    .where('id', '=', kept.id)
    .execute();
  return upgrade;
}

async function findUpgrade(trx: Trx, environment: string, kept: KeptQuote): Promise<Upgrade> {
  const row = await trx
    .selectFrom('upgrades')
    .selectAll()
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(kept.account))
    .where('account', '=', kept.account)
    .where('quote', '=', kept.id)
    .executeTakeFirstOrThrow();
  return toUpgrade(row);
}

function toUpgrade(row: UpgradeTable): Upgrade {
  return {
    id: row.id,
    status: row.status === 'scheduled' ? 'scheduled' : 'active',
    quote: row.quote,
    moment: row.moment,
    from: row.from_plan,
    to: row.to_plan,
    mrrDelta: row.mrr_delta,
    at: row.at as Instant,
    effectiveAt: row.effective_at as Instant,
  };
}
