import { type Day, dayOf, type DayCalendar, markDay } from '../../kernel/days.ts';
import type { Instant } from '../../kernel/instant.ts';

/** How often the account is active (S1.1, usage frequency), and whether it is growing. */
export interface Activity {
  /** Days on which anybody did anything. */
  readonly days: DayCalendar | null;
  /** The local week that `weeks` ends with; weeks begin on Monday, and week 0 is the one of 1 January 1970. */
  readonly week: number;
  /** Events by week, the current one last. */
  readonly weeks: readonly number[];
  readonly events: number;
}

/** So many weeks are kept: a quarter, and the one under way. */
export const WEEKS = 14;

export const NO_ACTIVITY: Activity = {
  days: null,
  week: 0,
  weeks: [],
  events: 0,
};

/** Monday-based week of a day. */
export function weekOf(day: Day): number {
  return Math.floor((day + 3) / 7);
}

/** The Monday that a week begins with. */
export function firstDayOf(week: number): Day {
  return week * 7 - 3;
}

/** Counts one event; one from before the weeks that are kept still counts in the sum of all. */
export function countActivity(activity: Activity, at: Instant, timeZone: string): Activity {
  const day = dayOf(at, timeZone);
  const week = weekOf(day);
  const moved = moveTo(activity, week);
  const index = moved.weeks.length - 1 - (moved.week - week);
  return {
    days: markDay(activity.days, day),
    week: moved.week,
    weeks: moved.weeks.map((count, at) => (at === index ? count + 1 : count)),
    events: activity.events + 1,
  };
}

/** The complete weeks before the one that an instant lies in, oldest first; weeks in which nothing happened are 0. */
export function completeWeeks(activity: Activity, at: Instant, timeZone: string): readonly number[] {
  const week = weekOf(dayOf(at, timeZone));
  const moved = week > activity.week ? moveTo(activity, week) : activity;
  return moved.weeks.slice(0, -1);
}

function moveTo(activity: Activity, week: number): Pick<Activity, 'week' | 'weeks'> {
  if (activity.weeks.length === 0) return { week, weeks: [0] };
  if (week <= activity.week) return activity;
  const missing = Math.min(week - activity.week, WEEKS);
  return {
    week,
    weeks: [...activity.weeks, ...Array.from({ length: missing }, () => 0)].slice(-WEEKS),
  };
}
