import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { time } from '../testing/world.ts';
import { addIntervals, billingPeriod, calendarPeriod, dayAndMonth, isTimeZone, type Period } from './calendar.ts';
import { DAY_MS, HOUR_MS, type Instant, later, toIso } from './instant.ts';

function written({ start, end }: Period): readonly [string, string] {
  return [toIso(start), toIso(end)];
}

function hoursOf({ start, end }: Period): number {
  return (end - start) / HOUR_MS;
}

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
] as const;

const instants = fc.integer({ min: time('1990-01-01'), max: time('2060-01-01') }).map((at) => at as Instant);

describe('a calendar day', () => {
  it('has 23 hours when the clocks go forward and 25 when they go back, in Berlin', () => {
    expect(hoursOf(calendarPeriod('day', time('2026-03-29T12:00:00Z'), 'Europe/Berlin'))).toBe(23);
    expect(hoursOf(calendarPeriod('day', time('2026-10-25T12:00:00Z'), 'Europe/Berlin'))).toBe(25);
    expect(written(calendarPeriod('day', time('2026-03-29T12:00:00Z'), 'Europe/Berlin'))).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
  });

  it('has 23 hours when the clocks go forward and 25 when they go back, in New York', () => {
    expect(hoursOf(calendarPeriod('day', time('2026-03-08T17:00:00Z'), 'America/New_York'))).toBe(23);
    expect(hoursOf(calendarPeriod('day', time('2026-11-01T17:00:00Z'), 'America/New_York'))).toBe(25);
  });

  it('begins at one o’clock where midnight is skipped', () => {
    expect(written(calendarPeriod('day', time('2018-11-04T12:00:00Z'), 'America/Sao_Paulo'))).toEqual([
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ]);
  });

  it('ends where the next one begins even if a whole day is left out of the calendar', () => {
    const last = calendarPeriod('day', time('2011-12-30T09:00:00Z'), 'Pacific/Apia');
    expect(written(last)).toEqual(['2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z']);
    expect(calendarPeriod('day', last.end, 'Pacific/Apia').start).toBe(last.end);
  });

  it('is cut at local midnight in zones with odd offsets', () => {
    expect(written(calendarPeriod('day', time('2026-05-10T18:14:59Z'), 'Asia/Kathmandu'))).toEqual([
      '2026-05-09T18:15:00.000Z',
      '2026-05-10T18:15:00.000Z',
    ]);
    expect(toIso(calendarPeriod('day', time('2026-07-10T12:00:00Z'), 'Pacific/Chatham').start)).toBe(
      '2026-07-10T11:15:00.000Z',
    );
    expect(hoursOf(calendarPeriod('day', time('2026-04-04T18:00:00Z'), 'Australia/Lord_Howe'))).toBe(24.5);
  });
});

describe('a calendar week', () => {
  it('runs from Monday to Monday', () => {
    expect(written(calendarPeriod('week', time('2026-03-04T12:00:00Z'), 'UTC'))).toEqual([
      '2026-03-02T00:00:00.000Z',
      '2026-03-09T00:00:00.000Z',
    ]);
    expect(toIso(calendarPeriod('week', time('2026-03-08T23:59:59.999Z'), 'UTC').start)).toBe(
      '2026-03-02T00:00:00.000Z',
    );
    expect(toIso(calendarPeriod('week', time('2026-03-09T00:00:00Z'), 'UTC').start)).toBe('2026-03-09T00:00:00.000Z');
  });

  it('crosses the year, and is an hour short in the week in which the clocks go forward', () => {
    expect(toIso(calendarPeriod('week', time('2027-01-01T12:00:00Z'), 'UTC').start)).toBe('2026-12-28T00:00:00.000Z');
    expect(hoursOf(calendarPeriod('week', time('2026-03-25T12:00:00Z'), 'Europe/Berlin'))).toBe(7 * 24 - 1);
  });
});

describe('a calendar month', () => {
  it.each([
    ['2026-01-15T00:00:00Z', 31],
    ['2026-02-15T00:00:00Z', 28],
    ['2028-02-15T00:00:00Z', 29],
    ['2026-04-15T00:00:00Z', 30],
  ])('around %s has %i days', (at, days) => {
    expect(hoursOf(calendarPeriod('month', time(at), 'UTC'))).toBe(days * 24);
  });

  it('belongs to the zone: the same instant is in March in Berlin and still in February in New York', () => {
    const at = time('2026-02-28T23:30:00Z');
    expect(written(calendarPeriod('month', at, 'Europe/Berlin'))).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ]);
    expect(written(calendarPeriod('month', at, 'America/New_York'))).toEqual([
      '2026-02-01T05:00:00.000Z',
      '2026-03-01T05:00:00.000Z',
    ]);
  });

  it('takes its start and gives its end to the next', () => {
    const march = calendarPeriod('month', time('2026-03-10'), 'Asia/Kathmandu');
    expect(calendarPeriod('month', later(march.end, -1), 'Asia/Kathmandu')).toEqual(march);
    expect(calendarPeriod('month', march.end, 'Asia/Kathmandu').start).toBe(march.end);
  });
});

describe('every calendar period, in every zone', () => {
  it('holds the instant that it was asked for, and borders on its neighbours without a gap', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), fc.constantFrom('day', 'week', 'month'), (at, zone, unit) => {
        const period = calendarPeriod(unit, at, zone);
        expect(period.start).toBeLessThanOrEqual(at);
        expect(period.end).toBeGreaterThan(at);
        expect(calendarPeriod(unit, period.start, zone)).toEqual(period);
        expect(calendarPeriod(unit, period.end, zone).start).toBe(period.end);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'europe/berlin', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', '+05:45'])(
    '%s is one',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each([
    '',
    'Mars/Olympus',
    'Berlin',
    '../etc/passwd',
    '2026-03-01T00:00Z',
    '2026-03-01T00:00Z[UTC]',
    'x'.repeat(10_000),
  ])('%s is none', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe('counting billing intervals from an anchor', () => {
  it('keeps the 31st where a month has it and never drifts after one that has not', () => {
    const anchor = time('2026-01-31T10:00:00Z');
    const ends = [1, 2, 3, 4, 11, 12].map((count) => toIso(addIntervals(anchor, 'month', count)).slice(0, 16));
    expect(ends).toEqual([
      '2026-02-28T10:00',
      '2026-03-31T10:00',
      '2026-04-30T10:00',
      '2026-05-31T10:00',
      '2026-12-31T10:00',
      '2027-01-31T10:00',
    ]);
  });

  it('meets 29 February in leap years only', () => {
    const anchor = time('2024-02-29T00:00:00Z');
    expect([1, 2, 4].map((count) => toIso(addIntervals(anchor, 'year', count)).slice(0, 10))).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2028-02-29',
    ]);
    expect(toIso(addIntervals(time('2028-01-31'), 'month', 1)).slice(0, 10)).toBe('2028-02-29');
  });

  it('counts backwards too', () => {
    expect(toIso(addIntervals(time('2026-03-31'), 'month', -1)).slice(0, 10)).toBe('2026-02-28');
  });
});

describe('a billing period', () => {
  const anchor = time('2026-01-31T10:00:00Z');

  it.each([
    ['2026-01-31T10:00:00Z', '2026-01-31', '2026-02-28'],
    ['2026-02-28T09:59:59.999Z', '2026-01-31', '2026-02-28'],
    ['2026-02-28T10:00:00Z', '2026-02-28', '2026-03-31'],
    ['2026-03-30T12:00:00Z', '2026-02-28', '2026-03-31'],
    ['2027-02-28T10:00:00Z', '2027-02-28', '2027-03-31'],
  ])('around %s runs from %s to %s when it began on a 31st', (at, start, end) => {
    const period = billingPeriod(anchor, 'month', time(at));
    expect([toIso(period.start).slice(0, 10), toIso(period.end).slice(0, 10)]).toEqual([start, end]);
  });

  it('of a year runs from anniversary to anniversary', () => {
    const period = billingPeriod(time('2024-02-29'), 'year', time('2027-06-01'));
    expect(written(period)).toEqual(['2027-02-28T00:00:00.000Z', '2028-02-29T00:00:00.000Z']);
  });

  it('before the anchor is the first one', () => {
    expect(billingPeriod(anchor, 'month', time('2020-01-01')).start).toBe(anchor);
  });

  it('holds the instant, and the next one begins where it ends', () => {
    fc.assert(
      fc.property(instants, fc.nat(4_000 * DAY_MS), fc.constantFrom('month', 'year'), (start, after, interval) => {
        const at = later(start, after);
        const period = billingPeriod(start, interval, at);
        expect(period.start).toBeLessThanOrEqual(at);
        expect(period.end).toBeGreaterThan(at);
        expect(billingPeriod(start, interval, period.end).start).toBe(period.end);
      }),
      { numRuns: 60 },
    );
  });
});

it('a date is written as people write it to each other, in the zone of the account', () => {
  expect(dayAndMonth(time('2026-03-31T22:00:00Z'), 'Europe/Berlin')).toBe('1 April');
  expect(dayAndMonth(time('2026-03-31T22:00:00Z'), 'America/New_York')).toBe('31 March');
});

describe('the calendar of UTC', () => {
  it('is the arithmetic of the calendar that any other zone goes through', () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }).map((at) => at as Instant);
    fc.assert(
      fc.property(instants, fc.constantFrom('day' as const, 'week' as const, 'month' as const), (at, unit) => {
        // The same clock under another name, which has no arithmetic of its own.
        expect(calendarPeriod(unit, at, 'UTC')).toEqual(calendarPeriod(unit, at, 'Etc/GMT'));
      }),
    );
  });
});
