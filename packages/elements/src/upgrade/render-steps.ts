import type { MomentView, QuoteView } from '@kairos/client';
import { html, nothing, type TemplateResult } from 'lit';
import { readerOf } from '../headroom/describe-usage.ts';
import { headroomBar } from '../headroom/headroom-bar.ts';
import { renderPrice } from '../moment/render-price.ts';
import type { KairosTexts, NamedChange } from '../page/texts.ts';
import type { CheckoutRequest, QuoteAnew } from './checkout.ts';
import { quoteText } from './quote-text.ts';

/** All that the dialog's parts need to know, and what their buttons do. */
export interface DialogView {
  readonly request: CheckoutRequest;
  readonly texts: KairosTexts;
  readonly locale: string | undefined;
  readonly isRtl: boolean;
  readonly isCopied: boolean;
  /** What the change is called. */
  named(quote: QuoteView | null): NamedChange;
  proceed(): void;
  confirm(): void;
  retry(): void;
  close(): void;
  /** Closes, unless money is on its way. */
  turnBack(): void;
  copyNote(moment: MomentView): void;
}

/** What you get, before anything is said of money. */
export function renderValue(view: DialogView): TemplateResult {
  const { request, texts, locale, isRtl } = view;
  const { moment, client } = request;
  if (moment === null) {
    return html`<h2 id="title" part="title" tabindex="-1" autofocus>${texts.changeTo(view.named(null))}</h2>`;
  }
  // Who comes from a banner has just seen it.
  const usage = moment.presentation === 'modal' && moment.meter !== null ? client.usage(moment.meter) : null;
  return html`<div class="value">
    <p part="done">${moment.message.done}</p>
    <p part="near">${moment.message.near}</p>
    ${usage === null ? nothing : html`<div class="headroom">${headroomBar(usage, { reader: readerOf(texts, locale), isRtl })}</div>`}
    <h2 id="title" part="title" tabindex="-1" autofocus>${moment.message.unlock}</h2>
  </div>`;
}

/** The first step of a modal: what it is about, and whether to look at the price. */
export function renderOffer(moment: MomentView, view: DialogView): TemplateResult {
  const { texts, proceed, close } = view;
  const { action, reassurance } = moment.message;
  return html`${renderPrice(moment, 'unlock', view)}
    <div class="act">
      <button class="primary" part="confirm" type="button" @click=${proceed}><span>${action}</span></button>
      ${renderPrice(moment, 'action', view)}
    </div>
    <p class="reassurance" part="reassurance">${reassurance}</p>
    ${renderPrice(moment, 'reassurance', view)}
    <button class="quiet" part="dismiss" type="button" @click=${close}>${texts.notNow}</button>`;
}

/** For who is to ask somebody: whom, and a note that does it. */
export function renderAsk({ request, texts, isCopied, close, copyNote }: DialogView): TemplateResult {
  const { moment } = request;
  return html`<p>${moment?.message.reassurance ?? texts.mayNotBuy}</p>
    <div class="act">
      ${
        moment === null
          ? nothing
          : html`<button class="primary" part="confirm" type="button" @click=${() => copyNote(moment)}>
              <span>${isCopied ? texts.copied : moment.canBuy ? texts.copyForContact : texts.copyForAdmin}</span>
            </button>`
      }
      <button class="quiet" part="dismiss" type="button" @click=${close}>${texts.close}</button>
    </div>`;
}

/** The price is on its way: its place is kept. */
export function renderQuoting(view: DialogView): TemplateResult {
  return html`<div class="quote waiting"></div>
    ${renderWays(view, { text: view.texts.workingOutPrice, isBusy: true })}`;
}

/** The price: what it is made of, what is due today, what follows. */
export function renderQuoted(
  quote: QuoteView,
  view: DialogView,
  { anew, isAccepting }: { readonly anew: QuoteAnew | null; readonly isAccepting: boolean },
): TemplateResult {
  const { texts } = view;
  const text = quoteText(quote, view.named(quote), view);
  const followed = text.insteadOf === null ? text.then : `${text.then}, ${text.insteadOf}`;
  return html`${anew === null ? nothing : renderAnew(quote, anew, view)}
    <dl class="quote" part="lines">
      ${text.lines.map(({ description, money }) => html`<div><dt>${description}</dt><dd>${money}</dd></div>`)}
      <div class="due" part="due"><dt>${texts.dueToday}</dt><dd>${text.dueToday}</dd></div>
    </dl>
    <p class="then" part="then">${text.takesEffect === null ? '' : `${text.takesEffect}. `}${followed}.</p>
    ${renderWays(view, { text: isAccepting ? texts.confirming : text.confirm, isBusy: isAccepting })}`;
}

function renderAnew(quote: QuoteView, { because, before }: QuoteAnew, view: DialogView): TemplateResult {
  const { texts } = view;
  const due = (each: QuoteView): string => quoteText(each, view.named(each), view).dueToday;
  return html`<p class="notice" role="alert" tabindex="-1" data-news>
    ${texts.quoteAnew({ because, before: due(before), now: due(quote) })}
  </p>`;
}

/** The action, the reassurance, and the way out. */
function renderWays(
  { request, texts, confirm, turnBack }: DialogView,
  { text, isBusy }: { readonly text: string; readonly isBusy: boolean },
): TemplateResult {
  const { moment } = request;
  return html`<button class="primary" part="confirm" type="button" aria-disabled=${isBusy} @click=${confirm}>
      <span>${text}</span>
    </button>
    ${moment === null ? nothing : html`<p class="reassurance" part="reassurance">${moment.message.reassurance}</p>`}
    <button class="quiet" part="dismiss" type="button" @click=${turnBack}>${texts.notNow}</button>`;
}
