import type { DayCalendar } from '../kernel/days.ts';

/** The most days in a row that were ever marked, as far back as the calendar goes. */
export function longestStreak(calendar: DayCalendar | null): number {
  if (calendar === null) return 0;
  let bits = BigInt(`0x${calendar.bits}`);
  let streak = 0;
  // Each round leaves of every run one day less: as many rounds as the longest has days.
  while (bits > 0n) {
    bits &= bits >> 1n;
    streak += 1;
  }
  return streak;
}
