import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { atomically } from './atomically.ts';

export interface InvoiceLine {
  readonly description: string;
  readonly quantity: number;
  /** Cents, for one. */
  readonly unitAmount: number;
}

/** An invoice of one company to one of its customers. Times in epoch milliseconds. */
export interface Invoice {
  readonly id: string;
  readonly company: string;
  /** Counts from 1 in each company. */
  readonly number: number;
  readonly customer: { readonly id: string; readonly name: string };
  readonly createdAt: number;
  readonly dueAt: number;
  /** null: a draft. */
  readonly sentAt: number | null;
  readonly sentBy: string | null;
  readonly paidAt: number | null;
  /** Cents. */
  readonly total: number;
}

export interface NewInvoice {
  readonly id: string;
  readonly company: string;
  readonly customerName: string;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly lines: readonly InvoiceLine[];
}

export interface Invoices {
  /** Adds a draft under the company's next number; a customer who isn't known yet is taken up. */
  readonly add: (invoice: NewInvoice) => Invoice;
  /** The invoice of that company, and of no other. */
  readonly find: (company: string, id: string) => Invoice | null;
  readonly linesOf: (id: string) => readonly InvoiceLine[];
  /** All of a company, the newest first. */
  readonly allOf: (company: string) => readonly Invoice[];
  readonly customersOf: (company: string) => readonly string[];
  /** Marks a draft as sent; false when it was sent already. */
  readonly markSent: (id: string, sent: { readonly by: string; readonly at: number }) => boolean;
  /** Marks an invoice that was sent as paid; false when there is nothing to mark. */
  readonly markPaid: (id: string, at: number) => boolean;
}

const invoiceRow = z
  .object({
    id: z.string(),
    company: z.string(),
    number: z.number(),
    customerId: z.string(),
    customerName: z.string(),
    createdAt: z.number(),
    dueAt: z.number(),
    sentAt: z.number().nullable(),
    sentBy: z.string().nullable(),
    paidAt: z.number().nullable(),
    total: z.number(),
  })
  .transform(({ customerId, customerName, ...invoice }): Invoice => {
    return { ...invoice, customer: { id: customerId, name: customerName } };
  });

const lineRow = z.object({ description: z.string(), quantity: z.number(), unitAmount: z.number() });
const numberRow = z.object({ number: z.number() });
const nameRow = z.object({ name: z.string() });

const INVOICE = `
  select i.id, i.company, i.number, i.customer as "customerId", c.name as "customerName", i.created_at as "createdAt",
    i.due_at as "dueAt", i.sent_at as "sentAt", i.sent_by as "sentBy", i.paid_at as "paidAt",
    (select coalesce(sum(l.quantity * l.unit_amount), 0) from invoice_lines l where l.invoice = i.id) as total
  from invoices i join customers c on c.id = i.customer`;

export function invoicesIn(database: DatabaseSync): Invoices {
  const selectOne = database.prepare(`${INVOICE} where i.company = ? and i.id = ?`);
  const selectAll = database.prepare(`${INVOICE} where i.company = ? order by i.number desc`);
  const selectLines = database.prepare(
    'select description, quantity, unit_amount as "unitAmount" from invoice_lines where invoice = ? order by position',
  );
  const selectCustomers = database.prepare('select name from customers where company = ? order by name');
  const markSent = database.prepare('update invoices set sent_at = ?, sent_by = ? where id = ? and sent_at is null');
  const markPaid = database.prepare(
    'update invoices set paid_at = ? where id = ? and sent_at is not null and paid_at is null',
  );
  const find = (company: string, id: string): Invoice | null =>
    invoiceRow.optional().parse(selectOne.get(company, id)) ?? null;
  const insert = inserting(database);
  return {
    add: (invoice) => {
      insert(invoice);
      const added = find(invoice.company, invoice.id);
      if (added === null) throw new Error(`invoice ${invoice.id} was added and is not there`);
      return added;
    },
    find,
    linesOf: (id) => selectLines.all(id).map((row) => lineRow.parse(row)),
    allOf: (company) => selectAll.all(company).map((row) => invoiceRow.parse(row)),
    customersOf: (company) => selectCustomers.all(company).map((row) => nameRow.parse(row).name),
    markSent: (id, { by, at }) => markSent.run(at, by, id).changes === 1,
    markPaid: (id, at) => markPaid.run(at, id).changes === 1,
  };
}

function inserting(database: DatabaseSync): (invoice: NewInvoice) => void {
  const insertCustomer = database.prepare(
    'insert into customers (id, company, name) values (?, ?, ?) on conflict (company, name) do nothing',
  );
  const selectNumber = database.prepare(
    'select coalesce(max(number), 0) + 1 as number from invoices where company = ?',
  );
  const insertInvoice = database.prepare(
    `insert into invoices (id, company, number, customer, created_at, due_at)
     values (?, ?, ?, (select id from customers where company = ? and name = ?), ?, ?)`,
  );
  const insertLine = database.prepare(
    'insert into invoice_lines (invoice, position, description, quantity, unit_amount) values (?, ?, ?, ?, ?)',
  );
  return ({ id, company, customerName, createdAt, dueAt, lines }) => {
    atomically(database, () => {
      insertCustomer.run(`customer-of-${id}`, company, customerName);
      const { number } = numberRow.parse(selectNumber.get(company));
      insertInvoice.run(id, company, number, company, customerName, createdAt, dueAt);
      lines.forEach(({ description, quantity, unitAmount }, position) => {
        insertLine.run(id, position, description, quantity, unitAmount);
      });
    });
  };
}
