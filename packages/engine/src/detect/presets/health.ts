import { type Day, dayOf, startOfDay } from '../../kernel/days.ts';
import { DAY_MS, type Instant, later } from '../../kernel/instant.ts';
import type { Account } from '../../observe/account.ts';
import { completeWeeks, firstDayOf, WEEKS, weekOf } from '../../observe/slices/activity.ts';
import { readTrend } from '../../observe/slices/trend.ts';
import type { Detector } from '../detector.ts';
import { earliest } from './usage.ts';

/** What speaks against asking for more (S2.19, S3.34). */

/** Use declines week by week, by the Theil-Sen slope of the weeks that the account was there for from Monday to Sunday. */
export const healthDeclining: Detector<'health.declining'> = {
  reads: ['weeks', 'timeZone'],
  find: ({ account, at }, { params }) => {
    const { slope, weeks: counted } = readTrend(wholeWeeks(account, at));
    if (slope === null || slope > -params.slope) return [];
    return [
      {
        subject: null,
        episode: 'decline',
        evidence: { slope: Math.round(slope * 1000) / 1000, weeks: counted },
        expiresAt: null,
      },
    ];
  },
  next: ({ account, at }) => {
    if (account.events.all === 0) return null;
    const week = weekOf(dayOf(at, account.timeZone));
    const isForgotten = week - account.weeks.week > WEEKS;
    return isForgotten ? null : earliest([startOfDay(firstDayOf(week + 1), account.timeZone)], at);
  },
};

export const healthTickets: Detector<'health.tickets'> = {
  reads: ['health'],
  find: ({ account }, { params }) => {
    const open = Object.keys(account.health.tickets).length;
    return open < params.open
      ? []
      : [
          {
            subject: null,
            episode: 'open',
            evidence: { open },
            expiresAt: null,
          },
        ];
  },
};

export const healthComplaint: Detector<'health.complaint'> = {
  reads: ['health'],
  find: ({ account }, { params }) => {
    const { complaintAt } = account.health;
    if (complaintAt === null) return [];
    return [
      {
        subject: null,
        episode: 'complaint',
        evidence: { at: complaintAt },
        expiresAt: later(complaintAt, params.expiresDays * DAY_MS),
      },
    ];
  },
};

export const healthPaymentFailed: Detector<'health.payment_failed'> = {
  reads: ['health', 'subscription'],
  find: ({ account }, { params }) => {
    const { paymentFailedAt } = account.health;
    if (paymentFailedAt === null) return [];
    return [
      {
        subject: null,
        episode: 'payment',
        evidence: { at: paymentFailedAt },
        expiresAt: later(paymentFailedAt, params.expiresDays * DAY_MS),
      },
    ];
  },
};

/** S3.3: nobody did anything for two weeks. */
export const healthInactive: Detector<'health.inactive'> = {
  reads: ['activity', 'timeZone'],
  find: ({ account, at }, { params }) => {
    const { days } = account.activity;
    if (days === null) return [];
    if (at < quietUntil(days.last, params.days, account.timeZone)) return [];
    return [
      {
        subject: null,
        episode: String(days.last),
        evidence: { days: params.days },
        expiresAt: null,
      },
    ];
  },
  next: ({ account, at }, { params }) => {
    const { days } = account.activity;
    return days === null ? null : earliest([quietUntil(days.last, params.days, account.timeZone)], at);
  },
};

/** The complete weeks without the one that the account began in, of which it saw only the rest. */
export function wholeWeeks(account: Account, at: Instant): readonly number[] {
  const { since, timeZone } = account;
  const weeks = completeWeeks(account, at, timeZone);
  const oldest = Math.max(account.weeks.week, weekOf(dayOf(at, timeZone))) - weeks.length;
  const firstWhole = weekOf(dayOf(later(since, -1), timeZone)) + 1;
  return weeks.slice(Math.max(0, firstWhole - oldest));
}

/** When so many days will have passed since the end of a day on which something was done. */
function quietUntil(lastActive: Day, days: number, timeZone: string): Instant {
  return later(startOfDay(lastActive + 1, timeZone), days * DAY_MS);
}
