import type {
  AcceptView,
  ChangeRequest,
  Kairos,
  KairosError,
  MomentView,
  QuoteView,
  Snapshot,
  UpgradeView,
  UsageView,
} from '@kairos/client';
import { hasChanged, type Standing } from './has-changed.ts';

/** Why a quote had to be made anew. */
export type QuoteAnew = { readonly because: 'stale' | 'expired'; readonly before: QuoteView };

/** Where a change of plan stands, from the question to the answer. */
export type CheckoutState =
  | { readonly kind: 'closed' }
  /** What the user just tried, and what would allow it: nothing has been asked of them yet. */
  | { readonly kind: 'offer'; readonly moment: MomentView }
  /** This user is told whom to ask: who can't buy an admin, who is looked after by somebody that contact. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'quoting' }
  | {
      readonly kind: 'quoted';
      readonly quote: QuoteView;
      readonly anew: QuoteAnew | null;
      /** What the account had when it was quoted, as far as the page saw. */
      readonly before: Standing;
    }
  | { readonly kind: 'accepting'; readonly quote: QuoteView }
  | { readonly kind: 'quote-failed'; readonly error: KairosError }
  | { readonly kind: 'accept-failed'; readonly error: KairosError; readonly quote: QuoteView }
  | {
      readonly kind: 'done';
      readonly quote: QuoteView;
      readonly upgrade: UpgradeView;
      readonly usage: UsageView | null;
    }
  | { readonly kind: 'already'; readonly quote: QuoteView | null };

export interface CheckoutRequest {
  readonly client: Kairos;
  /** The offer that led here; null for a change that the user chose by themselves. */
  readonly moment: MomentView | null;
  readonly change: ChangeRequest;
  /** What the account had when it was asked; null where nothing was known. */
  readonly snapshot: Snapshot | null;
}

/** Carries one change of what an account has from quote to confirmation. Knows nothing of how it looks. */
export class Checkout {
  readonly #onChange: () => void;
  readonly #onDone: (accepted: AcceptView) => void;
  #state: CheckoutState = { kind: 'closed' };
  #request: CheckoutRequest | null = null;

  constructor({
    onChange,
    onDone,
  }: { readonly onChange: () => void; readonly onDone: (accepted: AcceptView) => void }) {
    this.#onChange = onChange;
    this.#onDone = onDone;
  }

  get state(): CheckoutState {
    return this.#state;
  }

  get request(): CheckoutRequest | null {
    return this.#request;
  }

  open(request: CheckoutRequest): void {
    const { client, moment } = request;
    this.#request = request;
    const isModal = moment?.presentation === 'modal';
    // A modal has no banner before it: this is where it is shown first.
    if (isModal) void client.moment(moment.id).shown();
    const canBuy = moment?.canBuy ?? client.state.get().snapshot?.user.canBuy ?? true;
    if (!canBuy || moment?.answer === 'ask-contact') this.#become({ kind: 'ask' });
    else if (isModal) this.#become({ kind: 'offer', moment });
    else void this.#quote(null);
  }

  /** The user wants what was offered: on to the price. */
  proceed(): void {
    if (this.#state.kind !== 'offer' || this.#request === null) return;
    void this.#request.client.moment(this.#state.moment.id).clicked();
    void this.#quote(null);
  }

  confirm(): void {
    if (this.#state.kind === 'quoted') void this.#accept(this.#state.quote);
  }

  /** Tries again what failed. */
  retry(): void {
    if (this.#state.kind === 'quote-failed') void this.#quote(null);
    if (this.#state.kind === 'accept-failed') void this.#accept(this.#state.quote);
  }

  /** The user is done here, or goes back. Of a modal that was refused, the server hears. */
  close(): void {
    const { client, moment } = this.#request ?? {};
    const isUntouched = this.#state.kind === 'offer' || this.#state.kind === 'ask';
    if (isUntouched && moment?.presentation === 'modal') void client?.moment(moment.id).dismissed();
    this.#request = null;
    this.#become({ kind: 'closed' });
  }

  /** The client's state changed: maybe somebody else of the account bought it just now. */
  noticeChange(): void {
    const request = this.#request;
    if (this.#state.kind !== 'quoted' || request === null) return;
    const { quote, before } = this.#state;
    if (hasChanged({ change: request.change, quote }, before, standingOf(request)))
      this.#become({ kind: 'already', quote });
  }

  async #quote(anew: QuoteAnew | null): Promise<void> {
    const request = this.#request;
    if (request === null) return;
    const { client, moment, change } = request;
    const before = standingOf(request);
    this.#become({ kind: 'quoting' });
    if (moment !== null && anew === null) void client.moment(moment.id).checkoutStarted();
    const answer = await client.quote(change, moment === null ? {} : { moment: moment.id });
    if (this.#request !== request) return;
    if (answer.ok) this.#become({ kind: 'quoted', quote: answer.quote, anew, before });
    else if (answer.error.code === 'no-change') this.#become({ kind: 'already', quote: null });
    else this.#become({ kind: 'quote-failed', error: answer.error });
  }

  async #accept(quote: QuoteView): Promise<void> {
    const request = this.#request;
    if (request === null) return;
    this.#become({ kind: 'accepting', quote });
    const answer = await request.client.accept(quote.id);
    if (answer.ok) this.#onDone(answer);
    if (this.#request !== request) return;
    if (answer.ok) {
      const { meter = null } = request.moment ?? {};
      const usage = meter === null ? null : request.client.usage(meter);
      return this.#become({ kind: 'done', quote, upgrade: answer.upgrade, usage });
    }
    const { code } = answer.error;
    if (code === 'quote-stale') return this.#quote({ because: 'stale', before: quote });
    if (code === 'quote-expired') return this.#quote({ because: 'expired', before: quote });
    if (code === 'no-change') return this.#become({ kind: 'already', quote });
    this.#become({ kind: 'accept-failed', error: answer.error, quote });
  }

  #become(state: CheckoutState): void {
    this.#state = state;
    this.#onChange();
  }
}

function standingOf({ client, moment }: CheckoutRequest): Standing {
  const { meter = null } = moment ?? {};
  return {
    snapshot: client.state.get().snapshot,
    seats: meter === null ? null : (client.usage(meter)?.limit ?? null),
  };
}
