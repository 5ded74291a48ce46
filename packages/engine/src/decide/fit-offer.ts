import type { Catalog, Meter } from '../catalog/catalog.ts';
import { type Granted, grantedBy, monthlyAmount } from '../catalog/terms.ts';
import type { Instant } from '../kernel/instant.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import type { Account } from '../observe/account.ts';
import { holds } from '../observe/entitlement.ts';
import { grantedTo, termsOf } from '../observe/granted.ts';
import { usedAt } from '../observe/meter.ts';
import { type Offer, type OfferAsked, offerCandidates, type OfferKind } from './offer-candidates.ts';
import { projectedNeed } from './projected-need.ts';

/** What an account wants more of. */
export interface Wanted {
  readonly meter: string | null;
  readonly feature: string | null;
  /** How much of the meter is wanted beyond what is used now: at least 1. */
  readonly amount: number;
  readonly at: Instant;
}

/** The offer that fits, and why it and no other. */
export interface Fit {
  readonly offer: Offer;
  readonly reason: string;
}

/** S2.57: a step to more than three times the price is a leap; something between is offered before it. */
export const LEAP = 3;

/**
 * The change that a play offers this account: the cheapest that unlocks what was wanted and has room for what will be needed of it, by
 * the account's own trend; or, where that is a leap in price (S2.57), the cheapest that has room for what is needed now. It always has
 * room for what is used of everything else, so that an upgrade never leaves the account blocked. null where nothing for sale helps.
 */
export function fitOffer(catalog: Catalog, account: Account, asked: OfferAsked, wanted: Wanted): Fit | null {
  const meter = catalog.meters.get(wanted.meter ?? '') ?? null;
  const needed = meter === null ? 0 : usedAt(meter, account, wanted.at) + Math.max(1, wanted.amount);
  const projected = meter === null ? 0 : Math.max(needed, projectedNeed(account, meter, wanted.at));
  const seats = meter?.aggregate === 'members' ? projected : 0;
  const helping = offerCandidates(catalog, account, asked, { seats })
    .filter(
      (offer) => isMore(offer, wanted) && helps(catalog, account, grantedBy(offer.terms), { ...wanted, meter, needed }),
    )
    .toSorted(compareOffers);
  const lasting = helping.find((offer) => meter === null || holds(grantedBy(offer.terms), meter, projected));
  const [cheapest] = helping;
  if (cheapest === undefined) return null;
  if (lasting === undefined) return { offer: cheapest, reason: 'has room for what is needed now' };
  const bridge = isLeap(catalog, account, lasting)
    ? helping.find((offer) => !isLeap(catalog, account, offer))
    : undefined;
  if (bridge !== undefined && bridge !== lasting)
    return { offer: bridge, reason: `has room for now, and ${lasting.name} is more than ${LEAP} times the price` };
  return { offer: lasting, reason: projected > needed ? `has room for the ${projected} foreseen` : 'has room' };
}

/** A change that is about nothing in particular must be a higher plan: an add-on nobody asked for is no answer. */
function isMore({ kind }: Offer, { meter, feature }: Wanted): boolean {
  return kind === 'plan' || meter !== null || feature !== null;
}

function helps(
  catalog: Catalog,
  account: Account,
  granted: Granted,
  { meter, feature, needed, at }: Omit<Wanted, 'meter'> & { readonly meter: Meter | null; readonly needed: number },
): boolean {
  if (feature !== null && (granted.grants.get(feature) ?? false) === false) return false;
  const has = grantedTo(catalog, account);
  return [...catalog.meters.values()].every((each) => {
    // Of history nothing is used up: any that reaches further back helps (S2.24).
    if (each === meter)
      return isHigher(has, granted, each) && (each.aggregate === 'history' || holds(granted, each, needed));
    if (each.aggregate === 'history') return true;
    const had = has.limits.get(each.id)?.limit ?? null;
    const used = usedAt(each, account, at);
    // What is beyond its limit already is no reason to withhold an offer about something else.
    return had === null || used > had || holds(granted, each, used);
  });
}

function isHigher(has: Granted, granted: Granted, meter: Meter): boolean {
  const before = has.limits.get(meter.id)?.limit ?? null;
  const after = granted.limits.get(meter.id)?.limit ?? null;
  return before !== null && (after === null || after > before);
}

function isLeap(catalog: Catalog, account: Account, { terms }: Offer): boolean {
  const before = monthlyAmount(termsOf(catalog, account.subscription));
  return before > 0 && monthlyAmount(terms) > LEAP * before;
}

/** The smaller change first where two cost the same. */
const KINDS: readonly OfferKind[] = ['seats', 'usage', 'add-on', 'plan'];

function compareOffers(left: Offer, right: Offer): number {
  return (
    left.priceDelta - right.priceDelta ||
    KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind) ||
    left.to.rank - right.to.rank ||
    byCodeUnit(left.name, right.name)
  );
}
