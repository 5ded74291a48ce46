import type {
  AcceptView,
  ChangeRequest,
  Kairos,
  KairosError,
  MomentView,
  QuoteView,
  UpgradeView,
  UsageView,
} from '@kairos/client';

/** Why a quote had to be made anew. */
export type QuoteAnew = { readonly because: 'stale' | 'expired'; readonly before: QuoteView };

/** Where a change of plan stands, from the question to the answer. */
export type CheckoutState =
  | { readonly kind: 'closed' }
  /** What the user just tried, and what would allow it: nothing has been asked of them yet. */
  | { readonly kind: 'offer'; readonly moment: MomentView }
  /** This user can't buy, and is told who can. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'quoting' }
  | { readonly kind: 'quoted'; readonly quote: QuoteView; readonly anew: QuoteAnew | null }
  | { readonly kind: 'accepting'; readonly quote: QuoteView }
  | { readonly kind: 'quote-failed'; readonly error: KairosError }
  | { readonly kind: 'accept-failed'; readonly error: KairosError; readonly quote: QuoteView }
  | {
      readonly kind: 'done';
      readonly quote: QuoteView;
      readonly upgrade: UpgradeView;
      readonly usage: UsageView | null;
    }
  | { readonly kind: 'already'; readonly plan: string };

export interface CheckoutRequest {
  readonly client: Kairos;
  /** The offer that led here; null for a change that the user chose by themselves. */
  readonly moment: MomentView | null;
  readonly change: ChangeRequest;
}

/** Carries one change of plan from quote to confirmation. Knows nothing of how it looks. */
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
    if (!canBuy) this.#become({ kind: 'ask' });
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
  noticePlan(): void {
    const snapshot = this.#request?.client.state.get().snapshot;
    if (this.#state.kind !== 'quoted' || snapshot?.plan.id !== this.#state.quote.to) return;
    if (this.#state.quote.from !== this.#state.quote.to) this.#become({ kind: 'already', plan: snapshot.plan.name });
  }

  async #quote(anew: QuoteAnew | null): Promise<void> {
    const request = this.#request;
    if (request === null) return;
    const { client, moment, change } = request;
    this.#become({ kind: 'quoting' });
    if (moment !== null && anew === null) void client.moment(moment.id).checkoutStarted();
    const answer = await client.quote(change, moment === null ? {} : { moment: moment.id });
    if (this.#request !== request) return;
    if (answer.ok) this.#become({ kind: 'quoted', quote: answer.quote, anew });
    else if (answer.error.code === 'no-change') this.#become({ kind: 'already', plan: planName(request) });
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
      const usage = request.moment === null ? null : request.client.usage(request.moment.meter);
      return this.#become({ kind: 'done', quote, upgrade: answer.upgrade, usage });
    }
    const { code } = answer.error;
    if (code === 'quote-stale') return this.#quote({ because: 'stale', before: quote });
    if (code === 'quote-expired') return this.#quote({ because: 'expired', before: quote });
    if (code === 'no-change') return this.#become({ kind: 'already', plan: quote.toName });
    this.#become({ kind: 'accept-failed', error: answer.error, quote });
  }

  #become(state: CheckoutState): void {
    this.#state = state;
    this.#onChange();
  }
}

/** What the plan that was asked for is called. */
function planName({ client, moment, change }: CheckoutRequest): string {
  const plan = client.state.get().snapshot?.plans.find((each) => each.id === change.plan);
  return moment?.offer.toName ?? plan?.name ?? change.plan ?? '';
}
