import { expect, it } from 'vitest';
import { type DayCalendar, markDay } from '../kernel/days.ts';
import { longestStreak } from './longest-streak.ts';

const marked = (...days: readonly number[]): DayCalendar | null =>
  days.reduce<DayCalendar | null>((calendar, day) => markDay(calendar, day), null);

it.each([
  [[], 0],
  [[4], 1],
  [[4, 6, 8], 1],
  [[1, 2, 3, 5, 6], 3],
  [[1, 3, 4, 5, 6], 4],
])('of the days %j the longest run is %i', (days, length) => {
  expect(longestStreak(marked(...days))).toBe(length);
});

it('of a calendar that is full is as long as the calendar', () => {
  expect(longestStreak(marked(...Array.from({ length: 200 }, (_, day) => day)))).toBe(92);
});
