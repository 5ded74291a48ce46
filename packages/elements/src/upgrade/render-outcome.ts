import type { QuoteView, UpgradeView } from '@kairos/client';
import { html, nothing, type TemplateResult } from 'lit';
import { readerOf } from '../headroom/describe-usage.ts';
import { headroomBar } from '../headroom/headroom-bar.ts';
import { moneyText } from '../page/locale.ts';
import type { CheckoutState } from './checkout.ts';
import type { FailureText } from './failure-text.ts';
import { effectiveDay, quoteText } from './quote-text.ts';
import type { DialogView } from './render-steps.ts';

const CHECK = html`<svg class="check" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
  <path d="M4 12.5l5.5 5.5L20 7" pathLength="1" />
</svg>`;

/** What happened, what it means, and the way on. */
export function renderFailure(
  { happened, means, canRetry }: FailureText,
  requestId: string | null,
  { texts, retry, close }: DialogView,
): TemplateResult {
  return html`<div class="notice" role="alert" tabindex="-1" data-news>
      <p><strong>${happened}</strong></p>
      <p>${means}</p>
      ${requestId === null ? nothing : html`<p class="reassurance">${texts.reference({ id: requestId })}</p>`}
    </div>
    <div class="act">
      ${
        canRetry
          ? html`<button class="primary" part="confirm" type="button" @click=${retry}><span>${texts.tryAgain}</span></button>`
          : nothing
      }
      <button class="quiet" part="dismiss" type="button" @click=${close}>${texts.close}</button>
    </div>`;
}

/** It is done: said plainly, with the room that there is now, and the receipt. */
export function renderDone(
  { quote, upgrade, usage }: Extract<CheckoutState, { kind: 'done' }>,
  view: DialogView,
): TemplateResult {
  const { request, texts, locale, isRtl } = view;
  const named = view.named(quote);
  const isLive = upgrade.status === 'active';
  const title = isLive ? texts.live(named) : texts.scheduled({ ...named, day: effectiveDay(upgrade, locale) });
  return html`<div class="live">
      ${isLive ? CHECK : nothing}
      <h2 id="title" part="title" tabindex="-1" data-news>${title}</h2>
    </div>
    ${request.moment === null ? nothing : html`<p>${request.moment.message.unlock}</p>`}
    ${usage === null ? nothing : html`<div class="headroom">${headroomBar(usage, { reader: readerOf(texts, locale), isRtl })}</div>`}
    <p class="then" part="then">${receiptText(quote, upgrade, view)}</p>
    ${renderDoneButton(view)}`;
}

/** Somebody of the account was faster, or this very request was. */
export function renderAlready(quote: QuoteView | null, view: DialogView): TemplateResult {
  return html`<h2 id="title" part="title" tabindex="-1" data-news>${view.texts.already(view.named(quote))}</h2>
    ${renderDoneButton(view)}`;
}

function renderDoneButton({ texts, close }: DialogView): TemplateResult {
  return html`<button class="primary" part="confirm" type="button" @click=${close}><span>${texts.done}</span></button>`;
}

function receiptText(quote: QuoteView, { status }: UpgradeView, view: DialogView): string {
  const { texts, locale } = view;
  if (status === 'scheduled') return texts.untilThen;
  const { then } = quoteText(quote, view.named(quote), view);
  const paid =
    quote.dueNow > 0 ? `${texts.paidToday({ money: moneyText(quote.dueNow, quote.currency, locale) })} ` : '';
  return `${paid}${then}.`;
}
