import config from '../../../kairos.config.ts';
import type { PlanRung } from '../plans/plan-ladder.ts';
import { dollars } from '../site/format.ts';
import { type Html, html, when } from '../site/html.ts';
import { monthStart } from '../site/month-start.ts';
import type { Visitor } from '../site/services.ts';
import { reportFigures } from './reports-page.ts';
import type { InvoiceReport } from './summarise-invoices.ts';

/**
 * The reports where the plan doesn't hold them: in sight, with sample figures, and what they do said first. The price stands beside
 * the action, and who can't buy is told who can. That is what stays where Kairos has nothing to say, or was told "not now": see
 * src/web/answer-gates.ts.
 */
export function lockedReportsPage({
  visitor,
  required,
  now,
}: {
  readonly visitor: Visitor;
  readonly required: PlanRung | null;
  readonly now: number;
}): Html {
  return html`<div class="page-head"><h1>Reports</h1></div>
    <div class="gate" data-locked-page="reports">
      <section class="gate-words" aria-labelledby="gate-value">
        <h2 id="gate-value">${config.features?.['reports']?.value}</h2>
        <p>
          Reports read the invoices you have written already; there is nothing to set up. You get what you invoiced and were
          paid by month, your best customers, and the days each of them takes.
        </p>
        ${required === null ? html`<p>Your plan does not include them.</p>` : wayIn(visitor, required)}
      </section>
      <div class="gate-preview" aria-hidden="true" inert>
        <p class="gate-stamp">Sample figures</p>
        <div class="gate-blur">${reportFigures(sampleReport(now))}</div>
      </div>
    </div>`;
}

function wayIn({ person, owner }: Visitor, required: PlanRung): Html {
  if (person.role !== 'owner') {
    return html`<p>Reports come with ${required.name}. ${owner.name} can change your plan; nothing changes until then.</p>`;
  }
  return html`<p class="gate-action">
      <button class="button primary" type="button" data-change-plan="${required.id}" data-gate="reports">Open reports</button>
      <span>with ${required.name}, ${dollars(required.monthly, { short: true })} a month</span>
    </p>
    <p class="quiet">
      It opens at once, and you see what is due today before you agree.
      ${when(required.yearly !== null, () => html`Step back down whenever you like. <a href="/pricing">Compare the plans</a>`)}
    </p>`;
}

function sampleReport(now: number): InvoiceReport {
  const invoiced = [310_000, 420_000, 390_000, 560_000, 610_000, 740_000];
  const sample = (name: string, invoices: number, total: number, unpaid: number, meanDaysToPay: number) => {
    return { name, invoices, invoiced: total, unpaid, meanDaysToPay };
  };
  return {
    months: invoiced.map((amount, index) => {
      return {
        start: monthStart(now, index - 5),
        invoiced: amount,
        paid: index < 4 ? amount : amount * (0.9 - index * 0.1),
      };
    }),
    customers: [
      sample('A good customer', 9, 940_000, 0, 6),
      sample('A steady one', 6, 610_000, 84_000, 14),
      sample('One who pays late', 4, 455_000, 210_000, 41),
    ],
    meanDaysToPay: 17,
  };
}
