import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { time } from '../testing/world.ts';
import { CALENDAR_DAYS, type DayCalendar, dayOf, daysMarked, markDay, startOfDay, streakAt } from './days.ts';
import { HOUR_MS, type Instant } from './instant.ts';

const marked = (...days: readonly number[]): DayCalendar | null =>
  days.reduce<DayCalendar | null>((calendar, day) => markDay(calendar, day), null);

describe('a local day', () => {
  it('is counted from 1 January 1970', () => {
    expect(dayOf(time('1970-01-01'), 'UTC')).toBe(0);
    expect(dayOf(time('2026-03-10T23:59:59.999Z'), 'UTC')).toBe(20_522);
    expect(dayOf(time('2026-03-11T00:00:00Z'), 'UTC')).toBe(20_523);
  });

  it.each([
    ['Asia/Kathmandu', '2026-03-10T18:14:59Z', '2026-03-10T18:15:00Z'],
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-08T05:00:00Z'],
    ['Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'],
    ['Pacific/Kiritimati', '2026-03-10T09:59:59Z', '2026-03-10T10:00:00Z'],
  ])('in %s ends at its own midnight', (zone, before, midnight) => {
    expect(dayOf(time(midnight), zone) - dayOf(time(before), zone)).toBe(1);
    expect(startOfDay(dayOf(time(midnight), zone), zone)).toBe(time(midnight));
  });

  it('is 23 hours long when the clock goes forward, and 25 when it goes back', () => {
    const length = (iso: string): number => {
      const day = dayOf(time(iso), 'Europe/Berlin');
      return startOfDay(day + 1, 'Europe/Berlin') - startOfDay(day, 'Europe/Berlin');
    };
    expect(length('2026-03-29T12:00:00Z')).toBe(23 * HOUR_MS);
    expect(length('2026-10-25T12:00:00Z')).toBe(25 * HOUR_MS);
  });

  it('begins later where its midnight is skipped', () => {
    const day = dayOf(time('2026-09-06T12:00:00Z'), 'America/Santiago');
    expect(startOfDay(day, 'America/Santiago')).toBe(time('2026-09-06T04:00:00Z'));
  });

  it('holds every instant of it, in any zone', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu');
    fc.assert(
      fc.property(fc.integer({ min: time('2000-01-01'), max: time('2040-01-01') }), zones, (ms, zone) => {
        const day = dayOf(ms as Instant, zone);
        expect(startOfDay(day, zone)).toBeLessThanOrEqual(ms);
        expect(startOfDay(day + 1, zone)).toBeGreaterThan(ms);
      }),
    );
  });
});

describe('a streak', () => {
  it('counts the days in a row up to today or yesterday', () => {
    const week = marked(10, 11, 12, 13, 14, 15, 16);
    expect(streakAt(week, 16)).toBe(7);
    expect(streakAt(week, 17)).toBe(7);
    expect(streakAt(week, 18)).toBe(0);
  });

  it('is broken by a day without anything, and mended by news of it that come late', () => {
    expect(streakAt(marked(10, 11, 13, 14), 14)).toBe(2);
    expect(streakAt(marked(10, 11, 13, 14, 12), 14)).toBe(5);
  });

  it('is nought before anything happened', () => {
    expect(streakAt(null, 14)).toBe(0);
  });
});

describe('the calendar of days', () => {
  it('is the same text when a day is marked again', () => {
    const once = marked(10, 11);
    expect(markDay(once, 11)).toBe(once);
    expect(markDay(once, 10)).toBe(once);
  });

  it.each([CALENDAR_DAYS, CALENDAR_DAYS + 1, 4_000])('starts anew after a gap of %i days', (gap) => {
    expect(marked(10, 11, 11 + gap)).toEqual({ last: 11 + gap, bits: '1' });
  });

  it('forgets what is further back than it goes, and takes no news of it', () => {
    const calendar = marked(10, 10 + CALENDAR_DAYS - 1);
    expect(daysMarked(calendar, 10 + CALENDAR_DAYS - 1, CALENDAR_DAYS)).toBe(2);
    expect(markDay(calendar, 9)).toBe(calendar);
    expect(daysMarked(markDay(calendar, 10 + CALENDAR_DAYS), 10 + CALENDAR_DAYS, CALENDAR_DAYS)).toBe(2);
  });

  it('stays short however many days are marked', () => {
    const calendar = marked(...Array.from({ length: 1_000 }, (_, day) => day));
    expect(calendar?.bits).toHaveLength(CALENDAR_DAYS / 4);
    expect(streakAt(calendar, 999)).toBe(CALENDAR_DAYS);
  });

  it('counts the marked days of a window as a set of days would', () => {
    const days = fc.array(fc.integer({ min: 0, max: CALENDAR_DAYS - 1 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(days, fc.nat(30), fc.integer({ min: 1, max: CALENDAR_DAYS }), (list, after, length) => {
        const day = Math.max(...list) + after;
        const counted = new Set(list.filter((each) => each <= day && day - each < length)).size;
        expect(daysMarked(marked(...list), day, length)).toBe(counted);
      }),
    );
  });

  it('counts none of days that lie before the window', () => {
    expect(daysMarked(marked(10, 11), 20, 5)).toBe(0);
    expect(daysMarked(null, 20, 5)).toBe(0);
  });
});
