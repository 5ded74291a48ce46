import { type Day, dayOf, type DayCalendar, markDay, startOfDay } from '../../kernel/days.ts';
import type { Instant } from '../../kernel/instant.ts';

/** How often the account is active (S1.1, usage frequency). It changes once a day, however much is done in it. */
export interface Activity {
  /** Days on which anybody did anything. */
  readonly days: DayCalendar | null;
  /** Where the last of them begins and ends, so that the calendar is asked once a day; null in UTC, where it is plain arithmetic. */
  readonly lastDay: readonly [start: Instant, end: Instant] | null;
}

/** Events by complete week, from which the trend of use is read. It changes once a week, unless something comes late. */
export interface Weeks {
  /** The local week under way; weeks begin on Monday, and week 0 is the one of 1 January 1970. */
  readonly week: number;
  /** Those before it, oldest first. */
  readonly past: readonly number[];
}

/** What changes with every event. */
export interface EventCounts {
  readonly all: number;
  readonly thisWeek: number;
}

/** So many weeks are kept: a quarter, and the one under way. */
export const WEEKS = 14;

export const NO_ACTIVITY: Activity = { days: null, lastDay: null };
export const NO_WEEKS: Weeks = { week: 0, past: [] };
export const NO_EVENTS: EventCounts = { all: 0, thisWeek: 0 };

/** Monday-based week of a day. */
export function weekOf(day: Day): number {
  return Math.floor((day + 3) / 7);
}

/** The Monday that a week begins with. */
export function firstDayOf(week: number): Day {
  return week * 7 - 3;
}

/** The local day of an instant, without the calendar while it is the last active one. */
export function dayIn({ days, lastDay }: Activity, at: Instant, timeZone: string): Day {
  const isLast = days !== null && lastDay !== null && at >= lastDay[0] && at < lastDay[1];
  return isLast ? days.last : dayOf(at, timeZone);
}

/** Marks the day of an event. */
export function markActive(activity: Activity, day: Day, timeZone: string): Activity {
  const days = markDay(activity.days, day);
  if (days === activity.days) return activity;
  if (timeZone === 'UTC') return { days, lastDay: null };
  const isNew = days.last !== activity.days?.last;
  return { days, lastDay: isNew ? [startOfDay(day, timeZone), startOfDay(day + 1, timeZone)] : activity.lastDay };
}

/** Counts one event in its week; one from before the weeks that are kept counts in the sum of all alone. */
export function countEvent(
  { weeks, events }: { readonly weeks: Weeks; readonly events: EventCounts },
  day: Day,
): { readonly weeks: Weeks; readonly events: EventCounts } {
  const week = weekOf(day);
  const all = events.all + 1;
  if (events.all === 0) return { weeks: { week, past: [] }, events: { all, thisWeek: 1 } };
  if (week === weeks.week) return { weeks, events: { all, thisWeek: events.thisWeek + 1 } };
  if (week > weeks.week) return { weeks: moveTo(weeks, events, week), events: { all, thisWeek: 1 } };
  const index = weeks.past.length - (weeks.week - week);
  if (index < 0) return { weeks, events: { ...events, all } };
  return {
    weeks: { ...weeks, past: weeks.past.with(index, (weeks.past[index] ?? 0) + 1) },
    events: { ...events, all },
  };
}

/** The complete weeks before the one that an instant lies in, oldest first; weeks in which nothing happened are 0. */
export function completeWeeks(
  { weeks, events }: { readonly weeks: Weeks; readonly events: EventCounts },
  at: Instant,
  timeZone: string,
): readonly number[] {
  const week = weekOf(dayOf(at, timeZone));
  return events.all > 0 && week > weeks.week ? moveTo(weeks, events, week).past : weeks.past;
}

function moveTo({ week: before, past }: Weeks, { thisWeek }: EventCounts, week: number): Weeks {
  const missing = Math.min(week - before, WEEKS) - 1;
  return { week, past: [...past, thisWeek, ...Array.from({ length: missing }, () => 0)].slice(1 - WEEKS) };
}
