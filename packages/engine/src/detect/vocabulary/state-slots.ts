import type { Catalog } from '../../catalog/catalog.ts';
import type { Group } from '../../condition/schema.ts';
import { entry, within } from '../../kernel/bounded.ts';
import { daysMarked, dayOf, startOfDay, streakAt } from '../../kernel/days.ts';
import { DAY_MS, type Instant } from '../../kernel/instant.ts';
import { firstDayOf, WEEKS, weekOf } from '../../observe/slices/activity.ts';
import { readTrend } from '../../observe/slices/trend.ts';
import type { Sight } from '../detector.ts';
import { wholeWeeks } from '../presets/health.ts';
import { type AccountSlot, any, daysAgo, midnightAfter, number, text, today, windowEnd } from './account-slot.ts';

/** What is known of an account as a whole. */
export function stateSlots(catalog: Catalog): Readonly<Record<string, Group<AccountSlot>>> {
  const plans = { each: 'plan', names: new Set(catalog.planById.keys()) };
  return {
    account: { fields: { ...ACCOUNT, plan: text({ ...PLAN, among: plans }, 'the id of the plan it is on') } },
    activity: { fields: ACTIVITY },
    health: { fields: HEALTH },
    intent: { fields: INTENT },
    organisation: { fields: ORGANISATION },
    subscription: { fields: SUBSCRIPTION },
  };
}

const PLAN = { reads: ['subscription'] as const, read: ({ plan }: Sight): string => plan.id };

const ACCOUNT = {
  id: text({ reads: [], read: ({ account }) => account.id }, 'its id'),
  planRank: number(
    { reads: ['subscription'], read: ({ plan }) => plan.rank },
    'the place of its plan on the ladder, from 0',
  ),
  ageDays: daysAgo([], ({ account }) => account.since, 'days since it was first heard of', 'always'),
  members: number(
    { reads: ['members'], read: ({ account }) => Object.keys(account.members).length },
    'how many people are in it',
  ),
  timeZone: text({ reads: ['timeZone'], read: ({ account }) => account.timeZone }, 'its IANA time zone'),
  employees: number(
    { reads: ['traits'], read: (sight) => numberTrait(sight, 'employees') },
    'the trait employees, where it is a number',
    'optional',
  ),
  fundingStage: text(
    { reads: ['traits'], read: (sight) => textTrait(sight, 'fundingStage') },
    'the trait fundingStage, where it is text',
    'optional',
  ),
  traits: {
    open: 'trait',
    slot: any(
      { reads: ['traits'], read: ({ account }, name) => entry(account.traits, name) ?? undefined },
      'any trait',
    ),
  },
};

const MONTH_DAYS = 30;

const ACTIVITY = {
  streakDays: number(
    {
      reads: ['activity', 'timeZone'],
      read: (sight) => streakAt(sight.account.activity.days, today(sight)),
      next: (sight) => midnightWithin(sight, 1),
    },
    'days in a row on which somebody did something, up to today or yesterday',
  ),
  activeDays30: number(
    {
      reads: ['activity', 'timeZone'],
      read: (sight) => daysMarked(sight.account.activity.days, today(sight), MONTH_DAYS),
      next: (sight) => midnightWithin(sight, MONTH_DAYS),
    },
    'how many of the last 30 days had something in them',
  ),
  events: number(
    { reads: ['activity', 'weeks'], read: ({ account }) => account.events.all },
    'how many events it ever sent; looked at once a day',
  ),
  trend: text(
    {
      reads: ['weeks', 'timeZone'],
      read: ({ account, at }) => readTrend(wholeWeeks(account, at)).trend,
      next: mondayAfter,
      among: { each: 'trend', names: new Set(['declining', 'plateau', 'growing', 'unknown']) },
    },
    'where weekly use is heading: declining, plateau, growing or unknown',
  ),
};

const HEALTH = {
  openTickets: number(
    { reads: ['health'], read: ({ account }) => Object.keys(account.health.tickets).length },
    'support tickets that are open',
  ),
  complaintAgoDays: daysAgo(['health'], ({ account }) => account.health.complaintAt, 'days since the latest complaint'),
  paymentFailedAgoDays: daysAgo(
    ['health'],
    ({ account }) => account.health.paymentFailedAt,
    'days since a payment failed',
  ),
};

const INTENT = {
  pricingAgoDays: daysAgo(
    ['intent'],
    ({ account }) => account.intent.pricingAt,
    'days since the prices were looked at',
  ),
  checkoutAgoDays: daysAgo(['intent'], ({ account }) => account.intent.checkoutAt, 'days since a checkout was begun'),
  searchAgoDays: daysAgo(
    ['intent'],
    ({ account }) => account.intent.searches.at(-1)?.at ?? null,
    'days since somebody searched for a feature of a higher plan',
  ),
};

const ORGANISATION = {
  departments: number(
    { reads: ['organisation'], read: ({ account }) => account.organisation.departmentsAt.length },
    'departments that were added; from 12 on, "at least 12"',
  ),
  integrations: number(
    { reads: ['organisation'], read: ({ account }) => account.organisation.integrations.length },
    'other products that are connected',
  ),
  joined30d: number(
    {
      reads: ['organisation'],
      read: ({ account, at }) => within(account.organisation.joinedAt, at, MONTH_DAYS * DAY_MS).length,
      next: (sight) => windowEnd(sight.account.organisation.joinedAt, MONTH_DAYS, sight),
    },
    'people who joined within 30 times 24 hours; from 12 on, "at least 12"',
  ),
};

const SUBSCRIPTION = {
  interval: text(
    {
      reads: ['subscription'],
      read: ({ account }) => account.subscription?.interval,
      among: { each: 'interval', names: new Set(['month', 'year']) },
    },
    'month or year; missing until it has a subscription',
    'optional',
  ),
  seats: number(
    { reads: ['subscription'], read: ({ account }) => account.subscription?.seats ?? undefined },
    'the seats that it bought; missing where none are sold',
    'optional',
  ),
  renewsInDays: number(
    {
      reads: ['subscription', 'timeZone'],
      read: (sight) => {
        const renewsAt = sight.account.subscription?.renewsAt;
        return renewsAt === undefined ? undefined : dayOf(renewsAt, sight.account.timeZone) - today(sight);
      },
      next: (sight) => (sight.account.subscription === null ? null : midnightAfter(sight)),
    },
    'days until it renews; missing until it has a subscription',
    'optional',
  ),
};

function numberTrait({ account }: Sight, name: string): number | undefined {
  const value = entry(account.traits, name);
  return typeof value === 'number' ? value : undefined;
}

function textTrait({ account }: Sight, name: string): string | undefined {
  const value = entry(account.traits, name);
  return typeof value === 'string' ? value : undefined;
}

/** The next midnight, while the last active day is no more than so many days back: after that nothing changes any more. */
function midnightWithin(sight: Sight, days: number): Instant | null {
  const { days: active } = sight.account.activity;
  return active === null || today(sight) - active.last > days ? null : midnightAfter(sight);
}

/** The next Monday, at which a week is complete; none once all weeks that are kept are empty. */
function mondayAfter(sight: Sight): Instant | null {
  const { account } = sight;
  const week = weekOf(today(sight));
  if (account.events.all === 0 || week - account.weeks.week > WEEKS) return null;
  return startOfDay(firstDayOf(week + 1), account.timeZone);
}
