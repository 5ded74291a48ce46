import type { ChangeRequest, QuoteView, Snapshot } from '@kairos/client';

/** What the page sees of an account that somebody may have changed meanwhile. */
export interface Standing {
  readonly snapshot: Snapshot | null;
  /** The limit of the meter that the seats count on; null where that meter isn't known, or has none. */
  readonly seats: number | null;
}

/**
 * Whether the account came to have what a quote is for since it was quoted: its plan, the seats, the add-ons. What can't be seen from here, as
 * an interval, is left to the server, which refuses a quote that is stale.
 */
export function hasChanged(
  { change, quote }: { readonly change: ChangeRequest; readonly quote: QuoteView },
  before: Standing,
  now: Standing,
): boolean {
  const has = ({ snapshot, seats }: Standing): boolean =>
    snapshot !== null &&
    snapshot.plan.id === quote.to &&
    (change.seats === undefined || seats === change.seats) &&
    (change.addOns === undefined || hasAddOns(snapshot, change.addOns));
  return has(now) && !has(before);
}

function hasAddOns({ addOns = [] }: Snapshot, wanted: readonly string[]): boolean {
  const bought = addOns.filter(({ isBought }) => isBought);
  return bought.length === wanted.length && bought.every(({ id }) => wanted.includes(id));
}
