import {
  type Account,
  beginsPeriod,
  type Instant,
  type Program,
  type Quote,
  type QuoteLine,
  renewalLines,
  type SubscriptionFact,
  usageLines,
  usedInPeriod,
} from '@kairos/engine';

interface Invoice {
  readonly at: Instant;
  readonly lines: readonly Pick<QuoteLine, 'description' | 'amount'>[];
  readonly total: number;
}

/** What accounts were charged, as the built-in billing ledger of a server writes it. */
export class MemoryLedger {
  readonly #invoices = new Map<string, Invoice[]>();

  /** Newest first. */
  of(account: string): readonly Invoice[] {
    return this.#invoices.get(account) ?? [];
  }

  /** Charges the renewals that ticking an account found. */
  renew({ catalog }: Program, { id, subscription }: Account, renewals: readonly SubscriptionFact[]): void {
    let ended = subscription;
    for (const renewal of renewals) {
      if (ended !== null) this.#book(id, renewal.at, renewalLines(catalog, ended, renewal));
      ended = renewal.subscription;
    }
  }

  /** Charges a quote that is accepted, and what was used in the period that ends with it; answers what that was. */
  accept({ catalog }: Program, account: Account, quote: Quote, at: Instant): Pick<SubscriptionFact, 'used'> {
    const ended = account.subscription;
    const isOver = ended !== null && beginsPeriod(ended, quote.subscription, at);
    const used = isOver ? usedInPeriod(catalog, account) : {};
    if (isOver) this.#book(account.id, at, usageLines(catalog, ended, used));
    this.#book(account.id, at, quote.lines);
    return Object.keys(used).length === 0 ? {} : { used };
  }

  #book(account: string, at: Instant, lines: readonly QuoteLine[]): void {
    const total = lines.reduce((sum, line) => sum + line.amount, 0);
    if (total <= 0) return;
    const shown = lines.map(({ description, amount }) => ({ description, amount }));
    this.#invoices.set(account, [{ at, lines: shown, total }, ...this.of(account)]);
  }
}
