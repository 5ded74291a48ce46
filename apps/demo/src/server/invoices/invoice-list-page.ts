import { counted, day, dollars, invoiceNumber } from '../site/format.ts';
import { type Html, html, NOTHING, when } from '../site/html.ts';
import type { Invoice } from '../store/invoices.ts';
import { type InvoiceStatus, STATUS_NAMES, statusOf } from './invoice-status.ts';

/** Which invoices the list shows. */
export type InvoiceFilter = 'all' | 'drafts' | 'unpaid' | 'paid';

const FILTERS: readonly {
  readonly id: InvoiceFilter;
  readonly label: string;
  readonly holds: readonly InvoiceStatus[];
}[] = [
  { id: 'all', label: 'All', holds: ['draft', 'sent', 'overdue', 'paid'] },
  { id: 'drafts', label: 'Drafts', holds: ['draft'] },
  { id: 'unpaid', label: 'Unpaid', holds: ['sent', 'overdue'] },
  { id: 'paid', label: 'Paid', holds: ['paid'] },
];

export function readFilter(text: string | undefined): InvoiceFilter {
  return FILTERS.find(({ id }) => id === text)?.id ?? 'all';
}

export function invoiceListPage({
  invoices,
  filter,
  now,
}: {
  readonly invoices: readonly Invoice[];
  readonly filter: InvoiceFilter;
  readonly now: number;
}): Html {
  const holds = FILTERS.find(({ id }) => id === filter)?.holds ?? [];
  const shown = invoices.filter((invoice) => holds.includes(statusOf(invoice, now)));
  return html`<div class="page-head">
      <h1>Invoices</h1>
      <a class="button primary" href="/invoices/new">New invoice</a>
    </div>
    <p class="lead">${summary(invoices, now)}</p>
    <nav class="tabs" aria-label="Which invoices">
      ${FILTERS.map(({ id, label, holds: statuses }) => {
        const count = invoices.filter((invoice) => statuses.includes(statusOf(invoice, now))).length;
        const href = id === 'all' ? '/invoices' : `/invoices?show=${id}`;
        return html`<a class="tab" href="${href}" ${id === filter ? html`aria-current="page"` : ''}>${label} <span class="tab-count">${count}</span></a>`;
      })}
    </nav>
    ${shown.length === 0 ? emptyList(filter) : table(shown, now)}`;
}

function summary(invoices: readonly Invoice[], now: number): Html {
  const ofStatus = (status: InvoiceStatus): readonly Invoice[] =>
    invoices.filter((invoice) => statusOf(invoice, now) === status);
  const sum = (some: readonly Invoice[]): number => some.reduce((total, invoice) => total + invoice.total, 0);
  const overdue = ofStatus('overdue');
  const unpaid = [...ofStatus('sent'), ...overdue];
  if (unpaid.length === 0) return html`Nobody owes you anything.`;
  const late = html`, of which <strong class="late">${dollars(sum(overdue))}</strong> is overdue`;
  return html`You are owed <strong>${dollars(sum(unpaid))}</strong> on ${counted(unpaid.length, 'invoice')}${overdue.length > 0 ? late : NOTHING}.`;
}

function table(invoices: readonly Invoice[], now: number): Html {
  return html`<table class="rows invoice-rows">
    <thead>
      <tr>
        <th scope="col">Number</th>
        <th scope="col">Customer</th>
        <th scope="col">Status</th>
        <th scope="col">Due</th>
        <th scope="col" class="number">Amount</th>
        <th scope="col"><span class="visually-hidden">Action</span></th>
      </tr>
    </thead>
    <tbody>
      ${invoices.map((invoice) => row(invoice, now))}
    </tbody>
  </table>`;
}

function row(invoice: Invoice, now: number): Html {
  const number = invoiceNumber(invoice.number);
  return html`<tr>
    <th scope="row" class="cell-number"><a id="row-${invoice.id}" href="/invoices/${invoice.id}">${number}</a></th>
    <td class="cell-customer">${invoice.customer.name}</td>
    <td class="cell-status">${statusMark(statusOf(invoice, now))}</td>
    <td class="cell-due quiet">${day(invoice.dueAt, now)}</td>
    <td class="cell-amount number">${dollars(invoice.total)}</td>
    <td class="cell-action">
      ${when(invoice.sentAt === null, () => sendButton(invoice, { small: true, focusAfter: `row-${invoice.id}` }))}
    </td>
  </tr>`;
}

/** Sends by itself; with the browser's code it does so without leaving the page. */
export function sendButton(
  invoice: Invoice,
  { small, focusAfter }: { readonly small: boolean; readonly focusAfter: string },
): Html {
  const number = invoiceNumber(invoice.number);
  return html`<form method="post" action="/invoices/${invoice.id}/send" data-uses="invoices" data-focus-after="${focusAfter}">
    <button class="button ${small ? 'small' : 'primary'}">Send<span class="visually-hidden"> ${number} to ${invoice.customer.name}</span></button>
  </form>`;
}

export function statusMark(status: InvoiceStatus): Html {
  return html`<span class="mark" data-status="${status}">${STATUS_NAMES[status]}</span>`;
}

function emptyList(filter: InvoiceFilter): Html {
  return filter === 'all'
    ? html`<p class="empty">No invoices yet. <a href="/invoices/new">Write the first one</a>.</p>`
    : html`<p class="empty">Nothing here. <a href="/invoices">Show all invoices</a>.</p>`;
}
