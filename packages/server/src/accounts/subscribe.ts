import {
  addIntervals,
  addOnsIn,
  type BillingInterval,
  type Catalog,
  type Instant,
  isSoldOn,
  type Plan,
  type Program,
  type Subscription,
} from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';

/** What a team says that an account has. */
export interface Subscribing {
  readonly plan: string;
  readonly interval: BillingInterval | null;
  readonly seats: number | null;
  readonly addOns: readonly string[];
  /** null where it wasn't said: now, or as long before `renewsAt` as periods take. */
  readonly startedAt: Instant | null;
  readonly renewsAt: Instant | null;
  readonly billedBy: 'kairos' | 'external';
  readonly now: Instant;
}

/** Makes a subscription of what was said, its current period worked out where it wasn't. Refuses unknown plans and impossible periods. */
export function subscribeTo({ catalog }: Program, said: Subscribing): Subscription {
  const plan = catalog.planById.get(said.plan);
  if (plan === undefined)
    throw invalid('plan', `no plan "${said.plan}"; there is ${catalog.plans.map((each) => `"${each.id}"`).join(', ')}`);
  const interval = said.interval ?? (plan.prices.has('month') ? 'month' : 'year');
  if (!plan.prices.has(interval)) throw invalid('interval', `${plan.name} has no price per ${interval}`);
  const addOns = addOnsOf(catalog, said.addOns, { plan, interval });
  const { now } = said;
  const startedAt = said.startedAt ?? (said.renewsAt === null ? now : anchorBefore(said.renewsAt, interval, now));
  if (startedAt > now) throw invalid('startedAt', 'expected a time that has come already');
  const renewsAt = said.renewsAt ?? nextRenewal(startedAt, interval, now);
  if (renewsAt <= now) throw invalid('renewsAt', 'expected a time that is still to come');
  return {
    plan: plan.id,
    interval,
    seats: said.seats,
    ...(addOns.length === 0 ? {} : { addOns }),
    startedAt,
    renewsAt,
    billedBy: said.billedBy,
    pending: null,
  };
}

/** The add-ons that were named, each once, in the order of the catalog; refuses what isn't sold there. */
function addOnsOf(
  catalog: Catalog,
  named: readonly string[],
  { plan, interval }: { readonly plan: Plan; readonly interval: BillingInterval },
): readonly string[] {
  for (const [index, id] of named.entries()) {
    const path = `addOns.${index}`;
    const addOn = catalog.addOnById.get(id);
    const known = catalog.addOns.map((each) => `"${each.id}"`).join(', ');
    if (addOn === undefined)
      throw invalid(path, `no add-on "${id}"; ${known === '' ? 'none is sold' : `there is ${known}`}`);
    if (!isSoldOn(addOn, plan)) throw invalid(path, `${addOn.name} is not sold on ${plan.name}`);
    if (!addOn.prices.has(interval)) throw invalid(path, `${addOn.name} has no price per ${interval}`);
  }
  return addOnsIn(catalog, named).map((addOn) => addOn.id);
}

/**
 * Where periods must have begun for one to end at `renewsAt`, now or before: each later period is counted from there. The end of a
 * short month is reached from every longer one, so that it takes up to a year (eight for 29 February) to find the day that it means.
 */
function anchorBefore(renewsAt: Instant, interval: BillingInterval, now: Instant): Instant {
  let count = 1;
  while (addIntervals(renewsAt, interval, -count) > now) count += 1;
  const candidates = Array.from({ length: 12 }, (_, more) => count + more);
  const exact = candidates.find(
    (each) => addIntervals(addIntervals(renewsAt, interval, -each), interval, each) === renewsAt,
  );
  return addIntervals(renewsAt, interval, -(exact ?? count));
}

function nextRenewal(startedAt: Instant, interval: BillingInterval, now: Instant): Instant {
  let count = 1;
  while (addIntervals(startedAt, interval, count) <= now) count += 1;
  return addIntervals(startedAt, interval, count);
}

function invalid(path: string, message: string): KairosError {
  return new KairosError('invalid-request', `${path}: ${message}`, { issues: [{ path, message }] });
}
