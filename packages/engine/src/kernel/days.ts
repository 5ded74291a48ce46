import { Temporal } from 'temporal-polyfill';
import { DAY_MS, type Instant } from './instant.ts';

/** A calendar day in an account's zone, counted from 1 January 1970. */
export type Day = number;

/** The local calendar day of an instant. */
export function dayOf(at: Instant, timeZone: string): Day {
  if (timeZone === 'UTC') return Math.floor(at / DAY_MS);
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  return Math.floor(Date.UTC(local.year, local.month - 1, local.day) / DAY_MS);
}

/** The instant at which a local day begins. */
export function startOfDay(day: Day, timeZone: string): Instant {
  if (timeZone === 'UTC') return (day * DAY_MS) as Instant;
  const date = new Date(day * DAY_MS);
  const plain = new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return plain.toZonedDateTime(timeZone).epochMilliseconds as Instant;
}

/**
 * Which of the last `CALENDAR_DAYS` days had something in them, as bits: the lowest is `last`, the next the day before. Text of a
 * fixed few characters, whatever happened.
 */
export interface DayCalendar {
  /** The last day that was marked. */
  readonly last: Day;
  /** Hexadecimal bits. */
  readonly bits: string;
}

/** Long enough for S1.11's 60 days of sustained use, and one renewal window more. */
export const CALENDAR_DAYS = 92;

const MASK = (1n << BigInt(CALENDAR_DAYS)) - 1n;

/** Marks a day; one that lies further back than the calendar goes changes nothing. */
export function markDay(calendar: DayCalendar | null, day: Day): DayCalendar {
  if (calendar === null) return { last: day, bits: '1' };
  if (day === calendar.last) return calendar;
  const bits = BigInt(`0x${calendar.bits}`);
  const ahead = day - calendar.last;
  if (ahead > CALENDAR_DAYS) return { last: day, bits: '1' };
  if (ahead > 0)
    return {
      last: day,
      bits: (((bits << BigInt(ahead)) | 1n) & MASK).toString(16),
    };
  if (-ahead >= CALENDAR_DAYS) return calendar;
  const marked = (bits | (1n << BigInt(-ahead))).toString(16);
  return marked === calendar.bits ? calendar : { ...calendar, bits: marked };
}

/** How many days in a row were marked, up to and including `day` or the day before it (today may still come). */
export function streakAt(calendar: DayCalendar | null, day: Day): number {
  if (calendar === null || day - calendar.last > 1) return 0;
  let bits = BigInt(`0x${calendar.bits}`);
  let streak = 0;
  while ((bits & 1n) === 1n) {
    streak += 1;
    bits >>= 1n;
  }
  return streak;
}

/** How many of the `length` days that end with `day` were marked. */
export function daysMarked(calendar: DayCalendar | null, day: Day, length: number): number {
  if (calendar === null) return 0;
  const behind = day - calendar.last;
  if (behind < 0 || behind >= length) return behind < 0 ? daysMarked(calendar, calendar.last, length + behind) : 0;
  let bits = BigInt(`0x${calendar.bits}`) & ((1n << BigInt(length - behind)) - 1n);
  let count = 0;
  while (bits > 0n) {
    count += Number(bits & 1n);
    bits >>= 1n;
  }
  return count;
}
