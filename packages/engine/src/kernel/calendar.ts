import { Temporal } from 'temporal-polyfill';
import { DAY_MS, type Instant } from './instant.ts';

/** The calendar stretches after which a meter can start again from nought. */
export type CalendarUnit = 'day' | 'week' | 'month';

/** A half-open stretch of time: `start` belongs to it, `end` to the next. */
export interface Period {
  readonly start: Instant;
  readonly end: Instant;
}

/** Whether the time-zone database knows this IANA name (`Europe/Berlin`); offsets written as `+02:00` count as known. */
export function isTimeZone(name: string): boolean {
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    // A whole timestamp is taken for the zone that stands in it: a zone's name reads back as itself.
    return timeZoneId.toLowerCase() === name.toLowerCase();
  } catch {
    return false;
  }
}

/**
 * The calendar day, ISO week (from Monday) or month around an instant, cut at local midnights of the zone, so that a day of
 * 23 or 25 hours is one day. Costs microseconds: keep the answer and call again when the period is over.
 */
export function calendarPeriod(unit: CalendarUnit, at: Instant, timeZone: string): Period {
  if (timeZone === 'UTC') return utcPeriod(unit, at);
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const day = local.toPlainDate();
  switch (unit) {
    case 'day':
      return between(day, day.add({ days: 1 }), timeZone);
    case 'week': {
      const monday = day.subtract({ days: day.dayOfWeek - 1 });
      return between(monday, monday.add({ weeks: 1 }), timeZone);
    }
    case 'month': {
      const first = day.with({ day: 1 });
      return between(first, first.add({ months: 1 }), timeZone);
    }
  }
}

/**
 * The instant `count` months (or years) after an anchor, in UTC. The anchor's day of the month is kept where the month has
 * it and cut to the month's last day where it hasn't, always counted from the anchor, so that 31 January never drifts.
 */
export function addIntervals(anchor: Instant, interval: 'month' | 'year', count: number): Instant {
  const start = Temporal.Instant.fromEpochMilliseconds(anchor).toZonedDateTimeISO('UTC');
  const end = start.add(interval === 'month' ? { months: count } : { years: count });
  return end.epochMilliseconds as Instant;
}

/** The billing period around an instant, for a subscription that began at its anchor; before the anchor, the first one. */
export function billingPeriod(anchor: Instant, interval: 'month' | 'year', at: Instant): Period {
  const from = Temporal.Instant.fromEpochMilliseconds(anchor).toZonedDateTimeISO('UTC');
  const to = Temporal.Instant.fromEpochMilliseconds(Math.max(at, anchor)).toZonedDateTimeISO('UTC');
  const elapsed = from.until(to, {
    largestUnit: interval === 'month' ? 'months' : 'years',
  });
  let index = interval === 'month' ? elapsed.months : elapsed.years;
  while (addIntervals(anchor, interval, index + 1) <= at) index += 1;
  while (index > 0 && addIntervals(anchor, interval, index) > at) index -= 1;
  return {
    start: addIntervals(anchor, interval, index),
    end: addIntervals(anchor, interval, index + 1),
  };
}

/** How many minutes of the local day have begun by its clock, from 0 to 1439. */
export function minuteOfDay(at: Instant, timeZone: string): number {
  if (timeZone === 'UTC') return Math.floor((((at % DAY_MS) + DAY_MS) % DAY_MS) / 60_000);
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return local.hour * 60 + local.minute;
}

/** The local date of an instant as people write it to each other: `1 April`. English; other languages come with translations. */
export function dayAndMonth(at: Instant, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return `${local.day} ${MONTHS[local.month - 1]}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function between(from: Temporal.PlainDate, to: Temporal.PlainDate, timeZone: string): Period {
  return { start: startOfDay(from, timeZone), end: startOfDay(to, timeZone) };
}

function startOfDay(day: Temporal.PlainDate, timeZone: string): Instant {
  return day.toZonedDateTime(timeZone).epochMilliseconds as Instant;
}

/** The same in UTC, where every day has as many milliseconds: plain arithmetic, a hundred times quicker than the calendar's. */
function utcPeriod(unit: CalendarUnit, at: Instant): Period {
  const day = Math.floor(at / DAY_MS);
  switch (unit) {
    case 'day':
      return { start: (day * DAY_MS) as Instant, end: ((day + 1) * DAY_MS) as Instant };
    case 'week': {
      // 1 January 1970 was a Thursday: the week that it lies in began on day -3.
      const monday = Math.floor((day + 3) / 7) * 7 - 3;
      return { start: (monday * DAY_MS) as Instant, end: ((monday + 7) * DAY_MS) as Instant };
    }
    case 'month': {
      const date = new Date(at);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
      return { start: Date.UTC(year, month, 1) as Instant, end: Date.UTC(year, month + 1, 1) as Instant };
    }
  }
}
