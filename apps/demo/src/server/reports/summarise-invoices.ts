import { monthStart } from '../site/month-start.ts';
import type { Invoice } from '../store/invoices.ts';

/** What a company's invoices amount to. Cents. */
export interface InvoiceReport {
  /** Oldest first, without a gap, the last one being the month that runs. */
  readonly months: readonly MonthTotal[];
  /** Those who were invoiced most, first. */
  readonly customers: readonly CustomerTotal[];
  /** From sent to paid, over all that are paid; null when none is. */
  readonly meanDaysToPay: number | null;
}

export interface MonthTotal {
  /** The first instant of the month, UTC. */
  readonly start: number;
  readonly invoiced: number;
  /** How much of it has been paid by now. */
  readonly paid: number;
}

export interface CustomerTotal {
  readonly name: string;
  readonly invoices: number;
  readonly invoiced: number;
  readonly unpaid: number;
  readonly meanDaysToPay: number | null;
}

const DAY_MS = 86_400_000;
const MOST_CUSTOMERS = 6;

/** Sums up what was sent in the last `months` months, by month (UTC) and by customer. */
export function summariseInvoices(
  invoices: readonly Invoice[],
  { now, months }: { readonly now: number; readonly months: number },
): InvoiceReport {
  const starts = Array.from({ length: months }, (_, index) => monthStart(now, index - months + 1));
  const [first = 0] = starts;
  const sent = invoices.filter((invoice): invoice is SentInvoice => invoice.sentAt !== null && invoice.sentAt >= first);
  return {
    months: starts.map((start, index) => {
      const end = starts[index + 1] ?? Number.POSITIVE_INFINITY;
      const within = sent.filter(({ sentAt }) => sentAt >= start && sentAt < end);
      return { start, invoiced: totalOf(within), paid: totalOf(within.filter(({ paidAt }) => paidAt !== null)) };
    }),
    customers: [...Map.groupBy(sent, ({ customer }) => customer.name)]
      .map(([name, theirs]) => ({
        name,
        invoices: theirs.length,
        invoiced: totalOf(theirs),
        unpaid: totalOf(theirs.filter(({ paidAt }) => paidAt === null)),
        meanDaysToPay: meanDaysToPay(theirs),
      }))
      .toSorted((left, right) => right.invoiced - left.invoiced || (left.name < right.name ? -1 : 1))
      .slice(0, MOST_CUSTOMERS),
    meanDaysToPay: meanDaysToPay(sent),
  };
}

type SentInvoice = Invoice & { readonly sentAt: number };

function totalOf(invoices: readonly Invoice[]): number {
  return invoices.reduce((sum, { total }) => sum + total, 0);
}

function meanDaysToPay(invoices: readonly SentInvoice[]): number | null {
  const days = invoices.flatMap(({ sentAt, paidAt }) => (paidAt === null ? [] : [(paidAt - sentAt) / DAY_MS]));
  return days.length === 0 ? null : days.reduce((sum, each) => sum + each, 0) / days.length;
}
