import { type Answer, isTransient } from './answer.ts';
import type { LiveState } from './live-state.ts';
import { newId } from './new-id.ts';
import { isAccept, isQuote } from './read-wire.ts';
import { withRetry } from './retry.ts';
import type { Schedule } from './schedule.ts';
import type { Transport } from './transport.ts';
import type { AcceptView, ChangeRequest, QuoteView } from './wire.ts';

export interface UpgradesOptions {
  readonly transport: Transport;
  readonly state: LiveState;
  readonly schedule: Schedule;
  readonly random: () => number;
}

/** Prices a change of plan, and carries it out. */
export class Upgrades {
  readonly #options: UpgradesOptions;
  /** By quote: the key of an acceptance whose outcome is not known. */
  readonly #openKeys = new Map<string, string>();

  constructor(options: UpgradesOptions) {
    this.#options = options;
  }

  quote(change: ChangeRequest, moment: string | undefined): Promise<Answer<{ readonly quote: QuoteView }>> {
    return withRetry(async () => {
      const call = { path: '/v1/client/quotes', body: { change, moment }, asUser: true };
      const answer = await this.#options.transport.post(call, isQuote);
      return answer.ok ? { ok: true, quote: answer.body } : answer;
    }, this.#options);
  }

  /**
   * Accepts a quote. As long as the outcome is not known, every further try, whoever starts it, carries the same idempotency key: it can
   * never buy twice.
   */
  async accept(quote: string): Promise<Answer<AcceptView>> {
    const { transport, state } = this.#options;
    const idempotencyKey = this.#openKeys.get(quote) ?? newId();
    this.#openKeys.set(quote, idempotencyKey);
    const path = `/v1/client/quotes/${encodeURIComponent(quote)}/accept`;
    const call = { path, body: {}, asUser: true, idempotencyKey };
    const answer = await withRetry(() => transport.post(call, isAccept), this.#options);
    if (!answer.ok) {
      const isKnown =
        answer.error.status !== null && answer.error.code !== 'unexpected-answer' && !isTransient(answer.error);
      if (isKnown) this.#openKeys.delete(quote);
      return answer;
    }
    this.#openKeys.delete(quote);
    const { upgrade, entitlements, session } = answer.body;
    if (upgrade.moment != null) state.end(upgrade.moment);
    state.takeSnapshot(session, new Set());
    return { ok: true, upgrade, entitlements, session };
  }
}
