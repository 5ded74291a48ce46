import type { Invoice } from '../store/invoices.ts';

export type InvoiceStatus = 'draft' | 'sent' | 'overdue' | 'paid';

export const STATUS_NAMES: Readonly<Record<InvoiceStatus, string>> = {
  draft: 'Draft',
  sent: 'Sent',
  overdue: 'Overdue',
  paid: 'Paid',
};

export function statusOf(invoice: Pick<Invoice, 'sentAt' | 'paidAt' | 'dueAt'>, now: number): InvoiceStatus {
  if (invoice.sentAt === null) return 'draft';
  if (invoice.paidAt !== null) return 'paid';
  return invoice.dueAt < now ? 'overdue' : 'sent';
}
