import { addBounded } from '../../kernel/bounded.ts';
import type { Instant } from '../../kernel/instant.ts';

/** What somebody looked for who may be about to buy (S3.12-S3.14). */
export interface Intent {
  readonly pricingAt: Instant | null;
  readonly checkoutAt: Instant | null;
  readonly checkoutUser: string | null;
  readonly searches: readonly Search[];
}

export interface Search {
  readonly query: string;
  /** The feature whose search terms it met. */
  readonly feature: string;
  readonly at: Instant;
}

export const NO_INTENT: Intent = {
  pricingAt: null,
  checkoutAt: null,
  checkoutUser: null,
  searches: [],
};

const MAX_SEARCHES = 5;

export function searched(intent: Intent, search: Search): Intent {
  return {
    ...intent,
    searches: addBounded(intent.searches, search, MAX_SEARCHES),
  };
}

/** A checkout was begun; of several the latest counts. */
export function startCheckout(
  intent: Intent,
  { at, user }: { readonly at: Instant; readonly user: string | null },
): Intent {
  if (intent.checkoutAt !== null && at < intent.checkoutAt) return intent;
  return { ...intent, checkoutAt: at, checkoutUser: user };
}
