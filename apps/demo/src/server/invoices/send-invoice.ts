import type { Check } from '../kairos/kairos-answers.ts';
import type { Services } from '../site/services.ts';
import type { Person } from '../store/companies.ts';
import type { Invoice } from '../store/invoices.ts';

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly invoice: Invoice }
  | { readonly outcome: 'sent-before'; readonly invoice: Invoice }
  | { readonly outcome: 'limit-reached'; readonly invoice: Invoice; readonly check: Check }
  | { readonly outcome: 'not-found' };

export type SendInvoice = (request: { readonly id: string; readonly by: Person }) => Promise<SendOutcome>;

/**
 * Sends an invoice: asks Kairos whether the plan has room, marks it as sent, and tells Kairos. One at a time for each company, so
 * that two tabs can't both take the last one. When Kairos doesn't answer the invoice goes out all the same.
 */
export function sendingInvoices({
  store,
  entitlements,
  tracking,
  clock,
}: Pick<Services, 'store' | 'entitlements' | 'tracking' | 'clock'>): SendInvoice {
  const queues = new Map<string, Promise<unknown>>();

  const send: SendInvoice = async ({ id, by }) => {
    const invoice = store.invoices.find(by.company, id);
    if (invoice === null) return { outcome: 'not-found' };
    if (invoice.sentAt !== null) return { outcome: 'sent-before', invoice };
    const check = await entitlements.may(by.company, 'invoices', 'allow');
    if (!check.allowed) return { outcome: 'limit-reached', invoice, check };
    const sentAt = clock();
    store.invoices.markSent(id, { by: by.id, at: sentAt });
    await tracking.invoiceSent(invoice, by.id);
    return { outcome: 'sent', invoice: { ...invoice, sentAt, sentBy: by.id } };
  };

  return (request) => {
    const { company } = request.by;
    const turn = (queues.get(company) ?? Promise.resolve()).then(() => send(request));
    queues.set(
      company,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
