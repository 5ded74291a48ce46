import { randomUUID } from 'node:crypto';
import type { Company, Person } from '../store/companies.ts';
import type { Invoice } from '../store/invoices.ts';

/**
 * What Ledgerly tells Kairos, as Segment calls. The live path and the backfill make the same call for the same thing, with the same
 * `messageId`: whichever comes second changes nothing.
 */

/** A person belongs to a company, of which these things are known. */
export function groupCall(company: Company, person: string) {
  return {
    groupId: company.id,
    userId: person,
    traits: { name: company.name, industry: company.trade, employees: company.employees },
    messageId: `ledgerly:group:${company.id}:${person}`,
  };
}

/** Who a person is, and whether they can buy. */
export function identifyCall({ id, company, name, role }: Person) {
  return {
    userId: id,
    traits: { name, role },
    context: { groupId: company },
    messageId: `ledgerly:identify:${id}`,
  };
}

/** The one event that Ledgerly's plans are metered by. */
export function invoiceSentCall(invoice: Invoice, by: string) {
  return {
    event: 'Invoice Sent',
    userId: by,
    context: { groupId: invoice.company },
    properties: { invoice: invoice.id, number: invoice.number, amount: invoice.total, currency: 'USD' },
    messageId: `ledgerly:invoice-sent:${invoice.id}`,
  };
}

/** For what may happen any number of times, and counts each time. */
export function eventMessageId(): string {
  return `ledgerly:${randomUUID()}`;
}
