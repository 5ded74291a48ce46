import type { KairosInvoice, KairosUsage } from '../kairos/kairos-answers.ts';
import { day, dollars, longDay } from '../site/format.ts';
import { type Html, html, when } from '../site/html.ts';
import type { Visitor } from '../site/services.ts';
import { usageBar } from '../site/usage-bar.ts';
import { PLAN_LADDER, type PlanRung } from './plan-ladder.ts';
import type { Standing } from './standing.ts';

/** What the company has, how much of it is used, what it has paid, and the ways up and down. */
export function billingPage({
  visitor,
  standing,
  history,
  invoices,
  now,
}: {
  readonly visitor: Visitor;
  readonly standing: Standing | null;
  /** How this month's invoices went, for `<kairos-headroom>`; null: Kairos doesn't answer. */
  readonly history: unknown;
  /** null: Kairos doesn't answer. */
  readonly invoices: readonly KairosInvoice[] | null;
  readonly now: number;
}): Html {
  return html`<div class="page-head"><h1>Billing</h1></div>
    ${standing === null ? html`<p class="notice">Your plan can't be read right now. Nothing has changed; try again in a minute.</p>` : currentPlan(standing, { visitor, history, now })}
    <section class="panel" aria-labelledby="charges">
      <h2 id="charges">What you have paid</h2>
      ${charges(invoices, now)}
    </section>`;
}

function currentPlan(
  standing: Standing,
  { visitor, history, now }: { readonly visitor: Visitor; readonly history: unknown; readonly now: number },
): Html {
  const { plan, interval, usage } = standing;
  return html`<p class="lead">${terms(standing, now)}</p>
    <section class="panel" aria-labelledby="use">
      <h2 id="use">What you use of ${plan.name}</h2>
      ${invoicesUsed(usage.invoices, history)}
      ${meterLine('seats', 'seats taken', usage.seats)}
    </section>
    <section class="panel" aria-labelledby="change">
      <h2 id="change">Change your plan</h2>
      ${visitor.person.role === 'owner' ? choices(standing) : html`<p>${visitor.owner.name} can change your plan. Nothing changes until then.</p>`}
      ${when(
        visitor.person.role === 'owner' && interval === 'month' && plan.yearly !== null,
        () => html`<p class="quiet">
          ${plan.name} is ${dollars(plan.yearly ?? 0, { short: true })} by the year.
          <button class="link" type="button" data-change-plan="${plan.id}" data-interval="year">Pay by the year</button>
        </p>`,
      )}
    </section>`;
}

function terms({ plan, interval, renewsAt, pending }: Standing, now: number): Html {
  if (pending !== null) {
    return html`You are on <strong>${plan.name}</strong> until ${longDay(pending.at)}, and on <strong>${pending.plan.name}</strong> from then on.`;
  }
  if (plan.monthly === 0) return html`You are on <strong>${plan.name}</strong>, which costs nothing.`;
  const price = interval === 'year' && plan.yearly !== null ? plan.yearly : plan.monthly;
  const renews = renewsAt === null ? '' : `, next charged on ${day(renewsAt, now)}`;
  return html`You are on <strong>${plan.name}</strong> at ${dollars(price, { short: true })} a ${interval}${renews}.`;
}

/** The month as a picture, to the day that it runs out; a line where there is no picture to draw. */
function invoicesUsed(usage: KairosUsage, history: unknown): Html {
  return history === null || usage.limit === null
    ? meterLine('invoices', 'invoices sent this month', usage)
    : html`<kairos-headroom class="headroom" time-zone="UTC" data-history="${JSON.stringify(history)}"></kairos-headroom>`;
}

function meterLine(meter: string, noun: string, usage: KairosUsage): Html {
  return html`<div class="meter" data-meter="${meter}">
    <p class="meter-text">
      <span><b data-part="used">${usage.used}</b><span data-part="limit">${usage.limit === null ? '' : ` of ${usage.limit}`}</span> ${noun}</span>
      ${when(usage.resetsAt !== null, () => html`<span class="quiet">starts again on ${longDay(Date.parse(usage.resetsAt ?? ''))}</span>`)}
    </p>
    ${usageBar(usage)}
  </div>`;
}

function choices({ plan, pending }: Standing): Html {
  const rank = PLAN_LADDER.indexOf(plan);
  return html`<ul class="choices">
    ${when(
      pending !== null,
      () => html`<li class="choice">
        <button class="button" type="button" data-keep-plan="${plan.id}">Stay on ${plan.name}</button>
        <span class="quiet">the step down is dropped, and nothing is due</span>
      </li>`,
    )}
    ${PLAN_LADDER.filter((each) => each.id !== plan.id && each.id !== pending?.plan.id).map((each) =>
      PLAN_LADDER.indexOf(each) > rank
        ? choice(each, `Move up to ${each.name}`, `${dollars(each.monthly, { short: true })} a month, starts at once`)
        : choice(each, `Step down to ${each.name}`, 'starts when what you have paid for ends'),
    )}
  </ul>`;
}

function choice(plan: PlanRung, label: string, terms: string): Html {
  return html`<li class="choice">
    <button class="button" type="button" data-change-plan="${plan.id}">${label}</button>
    <span class="quiet">${terms}</span>
  </li>`;
}

function charges(invoices: readonly KairosInvoice[] | null, now: number): Html {
  if (invoices === null) return html`<p class="empty">Your charges can't be read right now; try again in a minute.</p>`;
  if (invoices.length === 0) return html`<p class="empty">Nothing so far.</p>`;
  return html`<table class="rows charge-rows">
    <thead>
      <tr>
        <th scope="col">Date</th>
        <th scope="col">For</th>
        <th scope="col">Status</th>
        <th scope="col" class="number">Amount</th>
      </tr>
    </thead>
    <tbody>
      ${invoices.map(
        (invoice) => html`<tr>
          <th scope="row">${day(Date.parse(invoice.at), now)}</th>
          <td>${invoice.lines.map(({ description }) => description).join('; ')}</td>
          <td><span class="mark" data-status="${invoice.status}">${CHARGE_STATUS[invoice.status]}</span></td>
          <td class="number">${dollars(invoice.total)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

const CHARGE_STATUS: Readonly<Record<KairosInvoice['status'], string>> = {
  open: 'Open',
  paid: 'Paid',
  refunded: 'Refunded',
};
