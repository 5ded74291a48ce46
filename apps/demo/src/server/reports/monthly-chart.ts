import { roughDollars } from '../site/format.ts';
import { type Html, html } from '../site/html.ts';
import type { MonthTotal } from './summarise-invoices.ts';

const MONTH = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short' });
const LONG_MONTH = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** What was invoiced each month, as columns to one scale: solid what is paid, hatched what is still owed. */
export function monthlyChart(months: readonly MonthTotal[]): Html {
  const highest = Math.max(1, ...months.map(({ invoiced }) => invoiced));
  return html`<ol class="chart">
    ${months.map((month) => column(month, highest))}
  </ol>`;
}

/** What the highest column leaves above it for its figure, in percent of the chart. */
const HEADROOM = 12;

function column({ start, invoiced, paid }: MonthTotal, highest: number): Html {
  const height = (invoiced / highest) * (100 - HEADROOM);
  const solid = invoiced === 0 ? 0 : (paid / invoiced) * 100;
  return html`<li class="column">
    <span class="column-plot">
      <span class="column-value">${invoiced === 0 ? '–' : roughDollars(invoiced)}</span>
      <svg class="column-bar" height="${height.toFixed(1)}%" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="column-owed" width="10" height="100" />
        <rect class="column-paid" width="10" y="${(100 - solid).toFixed(1)}" height="${solid.toFixed(1)}" />
      </svg>
    </span>
    <span class="column-month">${MONTH.format(start)}</span>
    <span class="visually-hidden">${LONG_MONTH.format(start)}: ${roughDollars(paid)} of it paid</span>
  </li>`;
}
