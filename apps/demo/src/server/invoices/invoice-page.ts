import { day, dollars, invoiceNumber, longDay } from '../site/format.ts';
import { type Html, html, NOTHING, when } from '../site/html.ts';
import type { Company, Person } from '../store/companies.ts';
import type { Invoice, InvoiceLine } from '../store/invoices.ts';
import { sendButton, statusMark } from './invoice-list-page.ts';
import { statusOf } from './invoice-status.ts';

/** One invoice, as its receiver would see it, and what can be done with it next. */
export function invoicePage({
  invoice,
  lines,
  company,
  sender,
  now,
  notice,
}: {
  readonly invoice: Invoice;
  readonly lines: readonly InvoiceLine[];
  readonly company: Company;
  readonly sender: Person | null;
  readonly now: number;
  readonly notice: Html | null;
}): Html {
  return html`<p class="crumbs"><a href="/invoices">Invoices</a></p>
    <div class="page-head">
      <h1>${invoiceNumber(invoice.number)} ${statusMark(statusOf(invoice, now))}</h1>
      ${nextAction(invoice)}
    </div>
    <p class="lead">${becameOf(invoice, sender, now)}</p>
    ${notice ?? NOTHING}
    <article class="sheet" aria-label="The invoice">
      <header class="sheet-head">
        <p class="sheet-from">${company.name}</p>
        <dl class="sheet-facts">
          <div><dt>For</dt><dd>${invoice.customer.name}</dd></div>
          <div><dt>Written</dt><dd>${day(invoice.createdAt, now)}</dd></div>
          <div><dt>Due</dt><dd>${day(invoice.dueAt, now)}</dd></div>
        </dl>
      </header>
      <table class="rows sheet-lines">
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col" class="number">Quantity</th>
            <th scope="col" class="number">Price</th>
            <th scope="col" class="number">Amount</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            (line) => html`<tr>
              <td class="cell-what">${line.description}</td>
              <td class="number cell-quantity">${line.quantity}</td>
              <td class="number cell-price">${dollars(line.unitAmount)}</td>
              <td class="number cell-sum">${dollars(line.quantity * line.unitAmount)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <p class="sheet-total"><span>Total</span> <strong>${dollars(invoice.total)}</strong></p>
    </article>`;
}

/** What a page says when an invoice can't go out; the browser's code shows Kairos' answer in place of it. */
export function limitNotice({
  used,
  limit,
  resetsAt,
}: {
  used: number | null;
  limit: number | null;
  resetsAt: number | null;
}): Html {
  return html`<div class="notice" role="alert">
    <p>
      <strong>This invoice is not sent.</strong>
      ${used === null || limit === null ? 'Your plan has no room for another this month.' : `You have sent ${used} this month; your plan holds ${limit}.`}
      ${resetsAt === null ? '' : `Sending opens again on ${longDay(resetsAt)}.`} It is kept as a draft.
    </p>
    <p><a class="button" href="/pricing">See the plans</a></p>
  </div>`;
}

function nextAction(invoice: Invoice): Html {
  if (invoice.sentAt === null) return sendButton(invoice, { small: false, focusAfter: 'page' });
  return when(
    invoice.paidAt === null,
    () =>
      html`<form method="post" action="/invoices/${invoice.id}/paid"><button class="button">Mark as paid</button></form>`,
  );
}

function becameOf(invoice: Invoice, sender: Person | null, now: number): Html {
  if (invoice.sentAt === null) return html`A draft. It is ready to go to ${invoice.customer.name}.`;
  const by = sender === null ? '' : ` by ${sender.name}`;
  const paid = invoice.paidAt === null ? '' : `, paid on ${day(invoice.paidAt, now)}`;
  return html`Sent on ${day(invoice.sentAt, now)}${by}${paid}.`;
}
