import { type Day, dayOf, startOfDay } from '../../kernel/days.ts';
import { DAY_MS, type Instant, later } from '../../kernel/instant.ts';
import { completeWeeks, firstDayOf, WEEKS, weekOf } from '../../observe/slices/activity.ts';
import { readTrend } from '../../observe/slices/trend.ts';
import type { Detector } from '../detector.ts';
import { earliest } from './usage.ts';

/** What speaks against asking for more (S2.19, S3.34). */

/** Use declines week by week, by the Theil-Sen slope of complete weeks. */
export const healthDeclining: Detector<'health.declining'> = {
  reads: ['activity', 'timeZone'],
  find: ({ account, at }, { params }) => {
    const weeks = completeWeeks(account.activity, at, account.timeZone);
    const { slope, weeks: counted } = readTrend(weeks);
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
    if (account.activity.weeks.length === 0) return null;
    const week = weekOf(dayOf(at, account.timeZone));
    const isForgotten = week - account.activity.week > WEEKS;
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

/** When so many days will have passed since the end of a day on which something was done. */
function quietUntil(lastActive: Day, days: number, timeZone: string): Instant {
  return later(startOfDay(lastActive + 1, timeZone), days * DAY_MS);
}
