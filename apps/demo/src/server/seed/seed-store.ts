import { monthStart } from '../site/month-start.ts';
import type { Store } from '../store/open-store.ts';
import { FICTIONAL_COMPANIES, type FictionalCompany, slugOf } from './fictional-companies.ts';
import { inventInvoices } from './invent-invoices.ts';

/**
 * Fills an empty store with the fictional companies, their people and their invoices; a store with anything in it is left as it is.
 * Without `history` they have drafts, and nothing sent yet.
 */
export function seedStore(store: Store, { now, history }: { readonly now: number; readonly history: boolean }): void {
  if (store.companies.all().length > 0) return;
  store.atomically(() => {
    for (const company of FICTIONAL_COMPANIES) {
      seedCompany(store, history ? company : { ...company, earlierMonths: [], thisMonth: 0 }, now);
    }
  });
}

function seedCompany(store: Store, company: FictionalCompany, now: number): void {
  const id = slugOf(company.name);
  const since = monthStart(now, -company.earlierMonths.length);
  store.companies.add({ id, name: company.name, trade: company.trade, employees: company.employees, since });
  company.people.forEach((name, index) => {
    const [given = name] = name.split(' ');
    store.companies.addPerson({
      id: slugOf(name),
      company: id,
      name,
      email: `${given.toLowerCase()}@${id}.example`,
      role: index === 0 ? 'owner' : 'member',
      joinedAt: since + index,
    });
  });
  for (const invoice of inventInvoices(company, now)) {
    store.invoices.add(invoice);
    if (invoice.sentAt !== null) store.invoices.markSent(invoice.id, { by: invoice.sentBy, at: invoice.sentAt });
    if (invoice.paidAt !== null) store.invoices.markPaid(invoice.id, invoice.paidAt);
  }
}
