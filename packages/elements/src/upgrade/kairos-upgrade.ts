import type { AcceptView, ChangeRequest, MomentView } from '@kairos/client';
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { barStyles } from '../headroom/headroom-bar.ts';
import { KairosElement } from '../page/kairos-element.ts';
import { spokenTexts } from '../page/texts.ts';
import { theme } from '../page/theme.ts';
import { Checkout, type CheckoutRequest, type CheckoutState } from './checkout.ts';
import { acceptFailureText, quoteFailureText } from './failure-text.ts';
import { nameChange } from './named-change.ts';
import { quoteText } from './quote-text.ts';
import { renderAlready, renderDone, renderFailure } from './render-outcome.ts';
import { type DialogView, renderAsk, renderOffer, renderQuoted, renderQuoting, renderValue } from './render-steps.ts';
import { upgradeStyles } from './upgrade-styles.ts';

/** The offer that leads here; or, without one, the change that the user chose. Of a chosen change, an offer takes the interval alone. */
export interface ShowOptions extends ChangeRequest {
  readonly moment?: MomentView;
}

/**
 * The dialog in which it is changed what an account has, its plan, its seats, its add-ons: what you get, what it costs, one button, and a way out. A moment that is a modal shows what it has
 * to say first.
 *
 * @fires kairos-upgraded - the change was accepted; detail is what the server answered: `{ upgrade, entitlements, session }`.
 * @fires kairos-close - the dialog was closed, whatever came of it.
 *
 * @csspart dialog - the dialog
 * @csspart done, near - what you did, what you are close to
 * @csspart title - what you get; in the end, what you have
 * @csspart price - what an offer adds a month
 * @csspart lines - what the price is made of
 * @csspart due - what is due today
 * @csspart then - what follows
 * @csspart confirm - the one action
 * @csspart reassurance - the risk removed
 * @csspart dismiss - the way out
 */
export class KairosUpgrade extends KairosElement {
  static override properties: PropertyDeclarations = { state: { state: true }, isCopied: { state: true } };

  static override styles: CSSResultGroup = [theme, barStyles, upgradeStyles];

  declare private state: CheckoutState;
  declare private isCopied: boolean;
  readonly #checkout: Checkout;

  /** The dialog that was opened for the change under way. */
  #shown: HTMLDialogElement | null = null;

  constructor() {
    super();
    this.state = { kind: 'closed' };
    this.isCopied = false;
    this.#checkout = new Checkout({
      onChange: () => {
        this.state = this.#checkout.state;
      },
      onDone: (accepted) => this.#tellUpgraded(accepted),
    });
  }

  /** Opens the dialog, for its own client or the one provided to the page. false: there is none, or it is open already. */
  show({ moment, ...chosen }: ShowOptions): boolean {
    const { kairos } = this;
    // One that was just closed says so in an event of its own, which may still be on its way.
    if (this.#shown?.open === false) this.#settle();
    if (kairos === null || this.#checkout.state.kind !== 'closed') return false;
    this.isCopied = false;
    const { interval } = chosen;
    const change: ChangeRequest =
      moment === undefined ? chosen : { ...(interval === undefined ? {} : { interval }), ...moment.offer.change };
    const { snapshot } = kairos.state.get();
    this.#checkout.open({ client: kairos, moment: moment ?? null, change, snapshot });
    return true;
  }

  close(): void {
    this.#shown?.close();
    this.#settle();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#checkout.state.kind !== 'closed') this.#checkout.close();
  }

  protected override stateChanged(): void {
    this.#checkout.noticeChange();
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { request } = this.#checkout;
    if (request === null || this.state.kind === 'closed') return nothing;
    const isBusy = this.state.kind === 'quoting' || this.state.kind === 'accepting';
    const isSettled = this.state.kind === 'done' || this.state.kind === 'already';
    const view = this.#view(request);
    return html`<dialog
      part="dialog"
      aria-labelledby="title"
      aria-busy=${isBusy}
      @cancel=${this.#cancelled}
      @close=${this.#closed}
      @click=${this.#clicked}
    >
      <div class="body">${isSettled ? nothing : renderValue(view)} ${renderState(this.state, view)}</div>
      <!-- Last, since it names the price: value comes first in every order in which this can be read (S0.13). -->
      <p class="visually-hidden" role="status">${this.#statusText(view)}</p>
    </dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector('dialog');
    // Shown once: one that the user has just closed is not opened again by an answer that comes late.
    if (dialog !== null && dialog !== this.#shown) dialog.showModal();
    this.#shown = dialog;
    // News is what just happened: focus goes there, so that it is read and the next key press means it.
    if (changed.has('state')) this.renderRoot.querySelector<HTMLElement>('[data-news]')?.focus();
  }

  #view(request: CheckoutRequest): DialogView {
    const { locale } = this;
    const texts = spokenTexts();
    return {
      request,
      texts,
      locale,
      named: (quote) => nameChange({ ...request, quote }, texts, locale),
      isRtl: getComputedStyle(this).direction === 'rtl',
      isCopied: this.isCopied,
      proceed: () => this.#checkout.proceed(),
      confirm: () => this.#checkout.confirm(),
      retry: () => this.#checkout.retry(),
      close: () => this.close(),
      turnBack: () => this.#turnBack(),
      copyNote: (moment) => void this.#copyNote(moment),
    };
  }

  /** What changed without a word on the screen that has the focus. */
  #statusText(view: DialogView): string {
    const { texts, isCopied } = view;
    if (isCopied) return texts.copied;
    if (this.state.kind === 'quoting') return texts.workingOutPrice;
    if (this.state.kind === 'accepting') return texts.confirming;
    if (this.state.kind !== 'quoted') return '';
    const { dueToday, then } = quoteText(this.state.quote, view.named(this.state.quote), view);
    return `${texts.dueToday}: ${dueToday}. ${then}.`;
  }

  async #copyNote({ message }: MomentView): Promise<void> {
    try {
      await navigator.clipboard.writeText(`${message.done} ${message.near} ${message.unlock}`);
      this.isCopied = true;
    } catch {
      // Without leave to write there, the words are on the screen to be copied by hand.
      this.isCopied = false;
    }
  }

  /** While money is on its way, closing would leave the user not knowing. */
  #turnBack(): void {
    if (this.state.kind !== 'accepting') this.close();
  }

  #cancelled(event: Event): void {
    if (this.state.kind === 'accepting') event.preventDefault();
  }

  /** A click beside the dialog is a way out too. */
  #clicked(event: MouseEvent): void {
    if (event.target === event.currentTarget) this.#turnBack();
  }

  #closed(event: Event): void {
    // Another may have been opened since, or the same one again.
    if (event.currentTarget === this.#shown && this.#shown?.open === false) this.#settle();
  }

  /** The dialog is closed: so is what it was for. */
  #settle(): void {
    if (this.#checkout.state.kind === 'closed') return;
    this.#shown = null;
    this.#checkout.close();
    this.dispatchEvent(new CustomEvent('kairos-close', { bubbles: true, composed: true }));
  }

  #tellUpgraded({ upgrade, entitlements, session }: AcceptView): void {
    const detail: AcceptView = { upgrade, entitlements, session };
    this.dispatchEvent(new CustomEvent('kairos-upgraded', { detail, bubbles: true, composed: true }));
  }
}

function renderState(state: Exclude<CheckoutState, { kind: 'closed' }>, view: DialogView): TemplateResult {
  switch (state.kind) {
    case 'offer':
      return renderOffer(state.moment, view);
    case 'ask':
      return renderAsk(view);
    case 'quoting':
      return renderQuoting(view);
    case 'quoted':
      return renderQuoted(state.quote, view, { anew: state.anew, isAccepting: false });
    case 'accepting':
      return renderQuoted(state.quote, view, { anew: null, isAccepting: true });
    case 'quote-failed':
      return renderFailure(quoteFailureText(state.error, view.texts), state.error.requestId, view);
    case 'accept-failed':
      return renderFailure(acceptFailureText(state.error, view.texts), state.error.requestId, view);
    case 'done':
      return renderDone(state, view);
    case 'already':
      return renderAlready(state.quote, view);
  }
}
