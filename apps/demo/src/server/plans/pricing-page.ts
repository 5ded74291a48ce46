import { dollars } from '../site/format.ts';
import { type Html, html, when } from '../site/html.ts';
import type { Visitor } from '../site/services.ts';
import { usageBar } from '../site/usage-bar.ts';
import { METERS, type MeterId, PLAN_LADDER, type PlanRung } from './plan-ladder.ts';
import type { Standing } from './standing.ts';

const NOUNS: Readonly<Record<MeterId, string>> = { invoices: 'invoices a month', seats: 'seats' };

/** The plans side by side, each with the visitor's own use drawn on it. */
export function pricingPage({
  visitor,
  standing,
}: {
  readonly visitor: Visitor;
  readonly standing: Standing | null;
}): Html {
  return html`<div class="page-head"><h1>Pricing</h1></div>
    <p class="lead">${yourUse(standing)}</p>
    ${when(standing === null, () => html`<p class="notice">Your use can't be read right now. The plans are as shown; try again in a minute to see where you stand on them.</p>`)}
    <div class="plans">${PLAN_LADDER.map((plan) => planCard(plan, { visitor, standing }))}</div>
    ${when(
      visitor.person.role !== 'owner',
      () => html`<p class="quiet">${visitor.owner.name} can change your plan. Nothing changes until then.</p>`,
    )}
    <p class="quiet">A step up starts at once, and you see what is due today before you agree. A step down starts when what you have paid for ends.</p>`;
}

function yourUse(standing: Standing | null): Html {
  if (standing === null) return html`What each plan holds, and what it costs.`;
  const { invoices, seats } = standing.usage;
  return html`This month you have sent <strong>${invoices.used}</strong> ${invoices.used === 1 ? 'invoice' : 'invoices'} and filled
    <strong>${seats.used}</strong> ${seats.used === 1 ? 'seat' : 'seats'}. Here is how that sits on each plan.`;
}

function planCard(plan: PlanRung, { visitor, standing }: { visitor: Visitor; standing: Standing | null }): Html {
  const isCurrent = standing?.plan.id === plan.id;
  return html`<section class="plan ${isCurrent ? 'plan-current' : ''}" aria-labelledby="plan-${plan.id}">
    <header>
      <h2 id="plan-${plan.id}">${plan.name}</h2>
      <p class="quiet">${plan.pitch}</p>
    </header>
    <ul class="plan-holds">
      ${METERS.map((meter) => meterOnPlan(plan, meter, standing))}
      <li class="plan-feature" data-has="${plan.hasReports ? 'yes' : 'no'}">
        ${plan.hasReports ? 'Advanced reporting' : 'No reporting'}
      </li>
    </ul>
    <p class="plan-price">
      <strong>${dollars(plan.monthly, { short: true })}</strong> a month
      ${when(plan.yearly !== null, () => html`<span class="quiet">or ${dollars(plan.yearly ?? 0, { short: true })} a year</span>`)}
    </p>
    ${planAction(plan, { visitor, standing, isCurrent })}
  </section>`;
}

function meterOnPlan(plan: PlanRung, meter: MeterId, standing: Standing | null): Html {
  const limit = plan.limits[meter];
  const used = standing?.usage[meter].used ?? 0;
  const holds = limit === null ? `Unlimited ${NOUNS[meter]}` : `${limit} ${NOUNS[meter]}`;
  return html`<li>
    <span class="plan-limit">${holds}</span>
    ${usageBar({ used, limit })}
    <span class="plan-fit quiet">${fitOf(used, limit, meter)}</span>
  </li>`;
}

function fitOf(used: number, limit: number | null, meter: MeterId): string {
  if (limit === null) return `you use ${used}`;
  if (used > limit) return `you use ${used}, ${used - limit} more than it holds`;
  const left = limit - used;
  return left === 0
    ? `you use ${used}, none to spare`
    : `you use ${used}, ${left} ${meter === 'seats' ? 'free' : 'to spare'}`;
}

function planAction(
  plan: PlanRung,
  { visitor, standing, isCurrent }: { visitor: Visitor; standing: Standing | null; isCurrent: boolean },
): Html {
  if (isCurrent) return html`<p class="plan-now">Your plan now</p>`;
  if (visitor.person.role !== 'owner' || standing === null) return html``;
  const steps = PLAN_LADDER.indexOf(plan) - PLAN_LADDER.indexOf(standing.plan);
  return steps > 0
    ? html`<p class="plan-actions">
        <button class="button ${steps === 1 ? 'primary' : ''}" type="button" data-change-plan="${plan.id}" data-interval="month">Move up to ${plan.name}</button>
        ${when(plan.yearly !== null, () => html`<button class="button plain" type="button" data-change-plan="${plan.id}" data-interval="year">Pay by the year</button>`)}
      </p>`
    : html`<p class="plan-actions"><button class="button" type="button" data-change-plan="${plan.id}">Step down to ${plan.name}</button></p>`;
}
