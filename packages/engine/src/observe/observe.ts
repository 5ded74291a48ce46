import type { Catalog, Meter } from '../catalog/catalog.ts';
import { PRICING_PAGE } from '../catalog/known-events.ts';
import { entry } from '../kernel/bounded.ts';
import { isTimeZone } from '../kernel/calendar.ts';
import { type Day, markDay } from '../kernel/days.ts';
import { type Instant, latest } from '../kernel/instant.ts';
import { unreachable } from '../kernel/invariant.ts';
import { cutText, pickScalars } from '../kernel/scalar.ts';
import { type Account, LIMITS, memberOf, NEW_MEMBER, type Touch } from './account.ts';
import { countBilledUse, turnBilledUse } from './billed-use.ts';
import { planOf } from './entitlement.ts';
import type {
  ConsumeFact,
  Fact,
  MomentFact,
  MomentStep,
  PageFact,
  Subscription,
  SubscriptionFact,
  TrackFact,
} from './fact.ts';
import { foldMeaning } from './fold-meaning.ts';
import { grantedTo } from './granted.ts';
import { addToMeter, markLevel, meterAt, usedAt } from './meter.ts';
import { countEvent, dayIn, markActive } from './slices/activity.ts';

/** Folds one fact into an account. Total: a fact of any content gives a state, and one it can't use changes nothing. */
export function foldFact(catalog: Catalog, account: Account, fact: Fact): Account {
  const told = foldKind(catalog, account, fact);
  const folded = hasSameSeats(told, account) ? told : markSeats(catalog, told, fact);
  return fact.at < folded.since || fact.at > folded.seenAt ? { ...folded, ...seen(folded, fact.at) } : folded;
}

function seen({ since, seenAt }: Account, at: Instant): Pick<Account, 'since' | 'seenAt'> {
  return { since: at < since ? at : since, seenAt: at > seenAt ? at : seenAt };
}

function foldKind(catalog: Catalog, account: Account, fact: Fact): Account {
  switch (fact.kind) {
    case 'track':
      return foldTrack(catalog, account, fact);
    case 'consume':
      return foldConsume(catalog, account, fact);
    case 'page':
      return foldPage({ ...account, ...activityAfter(account, fact) }, fact);
    case 'alias':
      return withMember(account, fact.user, {});
    case 'identify':
      return withMember(account, fact.user, fact.traits);
    case 'group':
      // A group call's role is the user's in that account; its other traits are the account's.
      return withTraits(withMember(account, fact.user, { role: fact.traits['role'] }), fact.traits);
    case 'subscription':
      return foldSubscription(catalog, account, fact);
    case 'moment':
      return { ...account, touches: foldMoment(account.touches, fact) };
    default:
      return unreachable(fact);
  }
}

/** What an event does to meters, and what its name says besides. */
function foldTrack(catalog: Catalog, account: Account, fact: TrackFact): Account {
  const meaning = catalog.meanings.get(fact.event);
  const meters = meaning === undefined ? account.meters : feedMeters(catalog, account, meaning.meters, fact);
  const { members, activity, weeks, events } = activityAfter(account, fact);
  const { since, seenAt } = seen(account, fact.at);
  // One copy of the account for everything that an event always changes: this is the path that every event takes.
  const counted = { ...account, since, seenAt, members, activity, weeks, events, meters };
  if (meaning === undefined) return counted;
  const billed = meaning.billed.length === 0 ? counted : countBilledUse(catalog, counted, meaning.billed, fact);
  return foldMeaning(catalog, billed, meaning, fact, account);
}

/** What was consumed fills its meter and counts for the invoice; a meter that is no more changes nothing but that the account was active. */
function foldConsume(catalog: Catalog, account: Account, fact: ConsumeFact): Account {
  const meter = catalog.meters.get(fact.meter);
  const meters = feedMeters(catalog, account, meter === undefined ? [] : [meter], fact);
  const counted = { ...account, ...activityAfter(account, { at: fact.at, user: null }), meters };
  const billed = catalog.billed.get(fact.meter);
  return billed === undefined ? counted : countBilledUse(catalog, counted, [billed], fact);
}

function feedMeters(
  catalog: Catalog,
  account: Account,
  fed: readonly Meter[],
  fact: TrackFact | ConsumeFact,
): Account['meters'] {
  if (fed.length === 0) return account.meters;
  const { limits } = grantedTo(catalog, account);
  const meters = { ...account.meters };
  for (const meter of fed) {
    const limit = limits.get(meter.id)?.limit ?? null;
    meters[meter.id] = markLevel(addToMeter(meter, account, fact), limit, fact.at);
  }
  return meters;
}

function foldPage(account: Account, fact: PageFact): Account {
  if (fact.name !== PRICING_PAGE) return account;
  return { ...account, intent: { ...account.intent, pricingAt: latest(account.intent.pricingAt, fact.at) } };
}

/** That somebody did something is known of the account, of its day and week, and of the member. */
function activityAfter(
  account: Account,
  fact: Pick<TrackFact, 'at' | 'user'>,
): Pick<Account, 'members' | 'activity' | 'weeks' | 'events'> {
  const day = dayIn(account.activity, fact.at, account.timeZone);
  return {
    members: membersAfter(account, fact.user, day),
    activity: markActive(account.activity, day, account.timeZone),
    ...countEvent(account, day),
  };
}

function membersAfter({ members }: Account, user: string | null, day: Day): Account['members'] {
  if (user === null) return members;
  const known = entry(members, user);
  if (known === null && Object.keys(members).length >= LIMITS.members) return members;
  const days = markDay(known?.days ?? null, day);
  return known !== null && days === known.days ? members : { ...members, [user]: { ...(known ?? NEW_MEMBER), days } };
}

/** A new subscription: limits are judged anew, and a step up begins to be followed to the first use of what it brought (S1.24, S2.54). */
function foldSubscription(catalog: Catalog, account: Account, fact: SubscriptionFact): Account {
  const before = planOf(catalog, account);
  const changed = { ...account, subscription: fact.subscription };
  const after = planOf(catalog, changed);
  const isStepUp = after.rank > before.rank;
  const isStepDown = account.subscription !== null && after.rank < before.rank;
  const isBought = isStepUp || hasBoughtMore(account.subscription, fact.subscription);
  const upgrade = isStepUp ? { at: fact.at, from: before.id, to: after.id, firstUses: {} } : account.upgrade;
  const settled = isBought
    ? {
        intent: { ...account.intent, checkoutAt: null, checkoutUser: null, pricingAt: null },
        health: {
          ...account.health,
          paymentFailedAt: null,
          downgradedAt: isStepUp ? null : account.health.downgradedAt,
        },
      }
    : isStepDown
      ? { health: { ...account.health, downgradedAt: fact.at } }
      : {};
  const remarked = remarkLimits(catalog, { ...changed, upgrade, ...settled }, fact);
  return turnBilledUse(catalog, remarked, account.subscription, fact.at);
}

/** Whether the same plan is now had for longer, for more people or with more beside it: bought too, though no step up. */
function hasBoughtMore(before: Subscription | null, after: Subscription): boolean {
  if (before === null || before.plan !== after.plan) return false;
  if (after.addOns?.some((addOn) => before.addOns?.includes(addOn) !== true) === true) return true;
  return (before.interval === 'month' && after.interval === 'year') || (after.seats ?? 0) > (before.seats ?? 0);
}

/** After a change of plan: what was beyond the limit may now be within it, and the other way round. */
function remarkLimits(catalog: Catalog, account: Account, fact: Fact): Account {
  const { limits } = grantedTo(catalog, account);
  const meters = { ...account.meters };
  for (const id of Object.keys(account.meters)) {
    const meter = catalog.meters.get(id);
    if (meter === undefined) continue;
    meters[id] = markLevel(meterAt(meter, account, fact.at), limits.get(id)?.limit ?? null, fact.at);
  }
  return { ...account, meters };
}

/** After a change of members: seats are counted by who is there, and what is kept of their meter is when grace began. */
function markSeats(catalog: Catalog, account: Account, fact: Fact): Account {
  const { limits } = grantedTo(catalog, account);
  const seats = [...catalog.meters.values()].filter((meter) => meter.aggregate === 'members');
  if (seats.length === 0) return account;
  const meters = { ...account.meters };
  for (const meter of seats) {
    const state = {
      ...meterAt(meter, account, fact.at),
      value: usedAt(meter, account, fact.at),
    };
    meters[meter.id] = markLevel(state, limits.get(meter.id)?.limit ?? null, fact.at);
  }
  return { ...account, meters };
}

function withMember(account: Account, user: string | null, traits: Readonly<Record<string, unknown>>): Account {
  if (user === null) return account;
  const known = memberOf(account, user);
  if (known === null && Object.keys(account.members).length >= LIMITS.members) return account;
  const role = textTrait(traits, 'role') ?? known?.role ?? null;
  const name = textTrait(traits, 'name') ?? known?.name ?? null;
  if (known !== null && known.role === role && known.name === name) return account;
  return { ...account, members: { ...account.members, [user]: { ...(known ?? NEW_MEMBER), role, name } } };
}

/** Whether as many seats are taken as before; a member of whom more is known takes no other seat. */
function hasSameSeats(before: Account, after: Account): boolean {
  return before.members === after.members || Object.keys(before.members).length === Object.keys(after.members).length;
}

function withTraits(account: Account, incoming: Readonly<Record<string, unknown>>): Account {
  const bounds = { maxCount: LIMITS.traits, maxLength: LIMITS.traitLength };
  const traits = pickScalars({ ...account.traits, ...pickScalars(incoming, bounds) }, bounds);
  const zone = incoming['timezone'];
  const timeZone = typeof zone === 'string' && isTimeZone(zone) ? zone : account.timeZone;
  // Where a day begins is another matter in another zone.
  const activity = timeZone === account.timeZone ? account.activity : { ...account.activity, lastDay: null };
  return { ...account, traits, timeZone, activity };
}

/** The order in which a moment moves; it never goes back, whatever order its steps arrive in. */
const STEP_ORDER: readonly MomentStep[] = [
  'offered',
  'held-out',
  'shown',
  'snoozed',
  'clicked',
  'checkout-started',
  'dismissed',
  'converted',
];

function foldMoment(touches: readonly Touch[], fact: MomentFact): readonly Touch[] {
  if (fact.step === 'offered' || fact.step === 'held-out') {
    if (fact.offered === undefined || touches.some((touch) => touch.moment === fact.moment)) return touches;
    const touch: Touch = {
      moment: fact.moment,
      ...fact.offered,
      step: fact.step,
      offeredAt: fact.at,
      shownAt: null,
      changedAt: fact.at,
    };
    return touches.length < LIMITS.touches ? [...touches, touch] : [...withoutOldest(touches), touch];
  }
  return touches.map((touch) => {
    if (touch.moment !== fact.moment) return touch;
    const shownAt = touch.shownAt ?? (fact.step === 'dismissed' ? null : fact.at);
    const isAhead = STEP_ORDER.indexOf(fact.step) > STEP_ORDER.indexOf(touch.step);
    const said = {
      ...(fact.until === undefined ? {} : { snoozedUntil: fact.until }),
      ...(fact.reason === undefined ? {} : { reason: cutText(fact.reason, LIMITS.traitLength) }),
    };
    const known = { ...touch, shownAt, ...said };
    return isAhead ? { ...known, step: fact.step, changedAt: fact.at } : known;
  });
}

/** Makes room for one more: walls that were answered go first, those that were refused next, and what we started (S3.32) last. */
function withoutOldest(touches: readonly Touch[]): readonly Touch[] {
  const spare = touches.findIndex((touch) => touch.reactive && touch.step !== 'dismissed');
  const oldest = spare === -1 ? touches.findIndex((touch) => touch.reactive) : spare;
  return touches.toSpliced(Math.max(oldest, 0), 1);
}

function textTrait(traits: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = traits[name];
  return typeof value === 'string' && value !== '' ? cutText(value, LIMITS.traitLength) : null;
}
