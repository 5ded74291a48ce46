/** An offer that there was to make, and the rule that stood in its way. */
export interface SuppressedOffer {
  readonly account: string;
  readonly play: string;
  readonly rule: string;
  /** What it would have added a month, in minor units. */
  readonly priceDelta: number;
}

export interface SuppressionFigures {
  readonly accounts: number;
  /** Each play counts once an account, however often it was asked for. */
  readonly offers: number;
  /** What those offers would have added a month, had all been made and taken, in minor units: a bound, not a loss. */
  readonly monthlyAtStake: number;
}

export interface SuppressionRow extends SuppressionFigures {
  readonly rule: string;
}

export interface Suppression {
  /** One row a rule, what is most at stake first. */
  readonly rows: readonly SuppressionRow[];
  /** An account and its plays count once, though several rules stood in their way at different times. */
  readonly totals: SuppressionFigures;
}

/**
 * What was not offered, and why (S4.20). The same offer, refused again and again, counts once for each rule, at the most that it would
 * have added: revenue is not left on the table once a visit.
 */
export function suppression(offers: Iterable<SuppressedOffer>): Suppression {
  const byRule = new Map<string, Map<string, SuppressedOffer>>();
  const all = new Map<string, SuppressedOffer>();
  for (const offer of offers) {
    const own = byRule.get(offer.rule) ?? new Map<string, SuppressedOffer>();
    byRule.set(offer.rule, own);
    for (const kept of [own, all]) keepLargest(kept, offer);
  }
  const rows = [...byRule]
    .map(([rule, own]) => ({ rule, ...figuresOf(own) }))
    .toSorted((left, right) => right.monthlyAtStake - left.monthlyAtStake || (left.rule < right.rule ? -1 : 1));
  return { rows, totals: figuresOf(all) };
}

function keepLargest(kept: Map<string, SuppressedOffer>, offer: SuppressedOffer): void {
  const key = JSON.stringify([offer.account, offer.play]);
  const before = kept.get(key);
  if (before === undefined || offer.priceDelta > before.priceDelta) kept.set(key, offer);
}

function figuresOf(offers: ReadonlyMap<string, SuppressedOffer>): SuppressionFigures {
  const each = [...offers.values()];
  return {
    accounts: new Set(each.map(({ account }) => account)).size,
    offers: each.length,
    monthlyAtStake: each.reduce((sum, { priceDelta }) => sum + priceDelta, 0),
  };
}
