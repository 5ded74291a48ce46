import {
  type Account,
  type Instant,
  minorUnits,
  type Program,
  renewalLines,
  type SubscriptionFact,
  toIso,
} from '@kairos/engine';
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

/** What an account is charged at once. */
export interface Charge {
  readonly account: string;
  readonly at: Instant;
  readonly lines: readonly LedgerLine[];
  readonly currency: string;
}

/**
 * The built-in billing ledger: the book of what each account was charged, for teams without a payment provider connected. Each charge is
 * an invoice of its own, paid in the instant that it is written, from what the account has on file with the team; nothing of 0 is
 * written. Charges of one instant are listed in the order in which they are booked together.
 */
export async function bookInvoices(trx: Trx, environment: string, charges: readonly Charge[]): Promise<void> {
  const due = charges
    .map((charge) => ({ ...charge, total: minorUnits(charge.lines.reduce((sum, line) => sum + line.amount, 0)) }))
    .filter(({ total }) => total > 0);
  if (due.length === 0) return;
  const ids = due.map(() => newId('inv')).toSorted();
  const rows = due.map(({ account, at, lines, currency, total }, index) => {
    const payments: readonly Payment[] = [{ id: newId('pay'), amount: total, at }];
    return {
      environment,
      bucket: bucketOf(account),
      account,
      id: ids[index] ?? newId('inv'),
      at,
      lines: JSON.stringify(lines.map(({ description, amount }) => ({ description, amount }))),
      total,
      currency,
      status: 'paid',
      payments: JSON.stringify(payments),
    };
  });
  await trx.insertInto('invoices').values(rows).execute();
}

/** Charges renewals, oldest first: each what was used in the period that ended, and one whole period of what begins. */
export async function bookRenewals(
  trx: Trx,
  { environment, program }: { readonly environment: string; readonly program: Program },
  { id, subscription }: Account,
  renewals: readonly SubscriptionFact[],
): Promise<void> {
  const { catalog } = program;
  const charges: Charge[] = [];
  let ended = subscription;
  for (const renewal of renewals) {
    if (ended !== null && renewal.subscription.billedBy !== 'external') {
      const lines = renewalLines(catalog, ended, renewal);
      charges.push({ account: id, at: renewal.at, lines, currency: catalog.currency });
    }
    ended = renewal.subscription;
  }
  await bookInvoices(trx, environment, charges);
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
