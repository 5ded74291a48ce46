import { type Instant, minorUnits, type QuoteLine, type Subscription, toIso } from '@kairos/engine';
import { newId } from '../ids.ts';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';
import type { InvoiceTable } from '../store/schema.ts';
import type { InvoiceView } from '../wire/upgrade.ts';

export interface LedgerLine {
  readonly description: string;
  readonly amount: number;
}

/** One payment of an invoice. */
export interface Payment {
  readonly id: string;
  readonly amount: number;
  readonly at: Instant;
}

/**
 * The built-in billing ledger: the book of what each account was charged, for teams without a payment provider connected. An invoice is
 * paid in the instant that it is written, from what the account has on file with the team; nothing of 0 is written.
 */
export async function bookInvoice(
  trx: Trx,
  environment: string,
  charge: {
    readonly account: string;
    readonly at: Instant;
    readonly lines: readonly LedgerLine[];
    readonly currency: string;
  },
): Promise<void> {
  const total = minorUnits(charge.lines.reduce((sum, line) => sum + line.amount, 0));
  if (total <= 0) return;
  const payments: readonly Payment[] = [{ id: newId('pay'), amount: total, at: charge.at }];
  await trx
    .insertInto('invoices')
    .values({
      environment,
      bucket: bucketOf(charge.account),
      account: charge.account,
      id: newId('inv'),
      at: charge.at,
      lines: JSON.stringify(charge.lines.map(({ description, amount }) => ({ description, amount }))),
      total,
      currency: charge.currency,
      status: 'paid',
      payments: JSON.stringify(payments),
    })
    .execute();
}

/** The lines of a renewal: one whole period of the plan. */
export function renewalLines(
  planName: string,
  subscription: Subscription,
  amount: number,
): readonly Pick<QuoteLine, 'description' | 'amount'>[] {
  return [{ description: `${planName}, one ${subscription.interval}`, amount: minorUnits(amount) }];
}

/** The invoices of one account, newest first. */
export async function invoicesOf(
  trx: Trx,
  environment: string,
  account: string,
  limit: number,
): Promise<readonly InvoiceTable[]> {
  return trx
    .selectFrom('invoices')
    .selectAll()
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** An invoice as the API shows it. */
export function invoiceView(row: InvoiceTable): InvoiceView {
  const payments = JSON.parse(row.payments) as readonly Payment[];
  return {
    id: row.id,
    at: toIso(row.at as Instant),
    lines: JSON.parse(row.lines) as LedgerLine[],
    total: row.total,
    currency: row.currency,
    status: row.status as 'open' | 'paid' | 'refunded',
    payments: payments.map((payment) => ({ ...payment, at: toIso(payment.at) })),
  };
}
