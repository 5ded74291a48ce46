import type { Catalog, Meter } from '../catalog/catalog.ts';
import { PRICING_PAGE } from '../catalog/known-events.ts';
import { isTimeZone } from '../kernel/calendar.ts';
import { dayOf, markDay } from '../kernel/days.ts';
import { unreachable } from '../kernel/invariant.ts';
import { cutText, pickScalars } from '../kernel/scalar.ts';
import { type Account, LIMITS, type Member, memberOf, type Touch } from './account.ts';
import { planOf } from './entitlement.ts';
import type { Fact, MomentFact, MomentStep, PageFact, Subscription, SubscriptionFact, TrackFact } from './fact.ts';
import { foldMeaning } from './fold-meaning.ts';
import { addToMeter, markLevel, meterAt, usedAt } from './meter.ts';
import { countActivity } from './slices/activity.ts';

/** Folds one fact into an account. Total: a fact of any content gives a state, and one it can't use changes nothing. */
export function foldFact(catalog: Catalog, account: Account, fact: Fact): Account {
  const told = foldKind(catalog, account, fact);
  const folded = told.members === account.members ? told : markSeats(catalog, told, fact);
  if (fact.at < folded.since) return { ...folded, since: fact.at };
  return fact.at > folded.seenAt ? { ...folded, seenAt: fact.at } : folded;
}

function foldKind(catalog: Catalog, account: Account, fact: Fact): Account {
  switch (fact.kind) {
    case 'track':
      return foldTrack(catalog, withActivity(withMember(account, fact.user, {}), fact), fact);
    case 'page':
      return foldPage(withActivity(withMember(account, fact.user, {}), fact), fact);
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
  if (meaning === undefined) return account;
  const metered = meaning.meters.length === 0 ? account : feedMeters(catalog, account, meaning.meters, fact);
  return foldMeaning(catalog, metered, meaning, fact);
}

function feedMeters(catalog: Catalog, account: Account, fed: readonly Meter[], fact: TrackFact): Account {
  const { limits } = planOf(catalog, account);
  const meters = { ...account.meters };
  for (const meter of fed) {
    const limit = limits.get(meter.id)?.limit ?? null;
    meters[meter.id] = markLevel(addToMeter(meter, account, fact), limit, fact.at);
  }
  return { ...account, meters };
}

function foldPage(account: Account, fact: PageFact): Account {
  return fact.name === PRICING_PAGE ? { ...account, intent: { ...account.intent, pricingAt: fact.at } } : account;
}

function withActivity(account: Account, { at, user }: TrackFact | PageFact): Account {
  const activity = countActivity(account.activity, at, account.timeZone);
  const member = user === null ? null : memberOf(account, user);
  if (user === null || member === null) return { ...account, activity };
  const days = markDay(member.days, dayOf(at, account.timeZone));
  if (days === member.days) return { ...account, activity };
  return {
    ...account,
    activity,
    members: { ...account.members, [user]: { ...member, days } },
  };
}

/** A new subscription: limits are judged anew, and a step up begins to be followed to the first use of what it brought (S1.24, S2.54). */
function foldSubscription(catalog: Catalog, account: Account, fact: SubscriptionFact): Account {
  const before = planOf(catalog, account);
  const changed = { ...account, subscription: fact.subscription };
  const after = planOf(catalog, changed);
  const isStepUp = after.rank > before.rank;
  const isBought = isStepUp || hasBoughtMore(account.subscription, fact.subscription);
  const upgrade = isStepUp ? { at: fact.at, from: before.id, to: after.id, firstUses: {} } : account.upgrade;
  // An invitation beyond the seats was beyond those of the plan that it was sent on.
  const organisation =
    after.id === before.id ? account.organisation : { ...account.organisation, invitedBeyondAt: null };
  const settled = isBought
    ? {
        intent: { ...account.intent, checkoutAt: null, checkoutUser: null, pricingAt: null },
        health: { ...account.health, paymentFailedAt: null },
      }
    : {};
  return remarkLimits(catalog, { ...changed, upgrade, organisation, ...settled }, fact);
}

/** Whether the same plan is now had for longer or for more people: bought too, though no step up; a renewal is neither. */
function hasBoughtMore(before: Subscription | null, after: Subscription): boolean {
  if (before === null || before.plan !== after.plan) return false;
  return (before.interval === 'month' && after.interval === 'year') || (after.seats ?? 0) > (before.seats ?? 0);
}

/** After a change of plan: what was beyond the limit may now be within it, and the other way round. */
function remarkLimits(catalog: Catalog, account: Account, fact: Fact): Account {
  const { limits } = planOf(catalog, account);
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
  const { limits } = planOf(catalog, account);
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
  const member: Member = {
    role,
    name,
    days: known?.days ?? null,
    features: known?.features ?? [],
  };
  return { ...account, members: { ...account.members, [user]: member } };
}

function withTraits(account: Account, incoming: Readonly<Record<string, unknown>>): Account {
  const bounds = { maxCount: LIMITS.traits, maxLength: LIMITS.traitLength };
  const traits = pickScalars({ ...account.traits, ...pickScalars(incoming, bounds) }, bounds);
  const zone = incoming['timezone'];
  const timeZone = typeof zone === 'string' && isTimeZone(zone) ? zone : account.timeZone;
  return { ...account, traits, timeZone };
}

/** The order in which a moment moves; it never goes back, whatever order its steps arrive in. */
const STEP_ORDER: readonly MomentStep[] = ['offered', 'shown', 'clicked', 'checkout-started', 'dismissed', 'converted'];

function foldMoment(touches: readonly Touch[], fact: MomentFact): readonly Touch[] {
  if (fact.step === 'offered') {
    if (fact.offered === undefined || touches.some((touch) => touch.moment === fact.moment)) return touches;
    const touch: Touch = {
      moment: fact.moment,
      ...fact.offered,
      step: 'offered',
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
    return isAhead ? { ...touch, shownAt, step: fact.step, changedAt: fact.at } : { ...touch, shownAt };
  });
}

/** Makes room for one more: walls that were answered go first, what holds a slot or said "not now" (S3.32) last. */
function withoutOldest(touches: readonly Touch[]): readonly Touch[] {
  const spare = touches.findIndex((touch) => touch.reactive && touch.step !== 'dismissed');
  return touches.toSpliced(Math.max(spare, 0), 1);
}

function textTrait(traits: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = traits[name];
  return typeof value === 'string' && value !== '' ? cutText(value, LIMITS.traitLength) : null;
}
