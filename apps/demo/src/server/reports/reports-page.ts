import { dollars } from '../site/format.ts';
import { type Html, html, when } from '../site/html.ts';
import { monthlyChart } from './monthly-chart.ts';
import type { CustomerTotal, InvoiceReport } from './summarise-invoices.ts';

/** The reports themselves, over a company's own invoices. */
export function reportsPage(report: InvoiceReport): Html {
  return html`<div class="page-head"><h1>Reports</h1></div>
    <p class="lead">${finding(report)}</p>
    ${reportFigures(report)}`;
}

/** The chart and the table. Sample figures go through it too, so that a preview shows what there is to get. */
export function reportFigures(report: InvoiceReport): Html {
  return html`<section class="panel" aria-labelledby="by-month">
      <h2 id="by-month">Invoiced by month</h2>
      <p class="key">
        <span class="key-item"><span class="key-paid"></span>Paid</span>
        <span class="key-item"><span class="key-owed"></span>Still owed</span>
      </p>
      ${monthlyChart(report.months)}
    </section>
    <section class="panel" aria-labelledby="by-customer">
      <h2 id="by-customer">Your best customers, and how long they take</h2>
      <table class="rows customer-rows">
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col" class="number">Invoices</th>
            <th scope="col" class="number">Invoiced</th>
            <th scope="col" class="number">Still owed</th>
            <th scope="col" class="number">Days to pay</th>
          </tr>
        </thead>
        <tbody>
          ${report.customers.map(customerRow)}
        </tbody>
      </table>
      ${when(report.customers.length === 0, () => html`<p class="empty">Nothing has been sent yet.</p>`)}
    </section>`;
}

function customerRow({ name, invoices, invoiced, unpaid, meanDaysToPay }: CustomerTotal): Html {
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="number cell-count">${invoices}</td>
    <td class="number">${dollars(invoiced)}</td>
    ${unpaid === 0 ? html`<td class="number cell-none">–</td>` : html`<td class="number cell-owed">${dollars(unpaid)}</td>`}
    ${meanDaysToPay === null ? html`<td class="number cell-none">–</td>` : html`<td class="number cell-days">${Math.round(meanDaysToPay)}</td>`}
  </tr>`;
}

function finding({ months, customers, meanDaysToPay }: InvoiceReport): Html {
  const total = months.reduce((sum, { invoiced }) => sum + invoiced, 0);
  const [best] = customers;
  if (best === undefined) return html`Your figures appear here with the first invoice that you send.`;
  const days = meanDaysToPay === null ? '' : ` An invoice is paid ${Math.round(meanDaysToPay)} days after it goes out.`;
  return html`You have invoiced <strong>${dollars(total)}</strong> in ${months.length} months, the largest part of it to ${best.name}.${days}`;
}
