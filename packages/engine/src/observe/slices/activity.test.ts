import { describe, expect, it } from 'vitest';
import { time } from '../../testing/world.ts';
import { dayOf } from '../../kernel/days.ts';
import {
  completeWeeks,
  countEvent,
  dayIn,
  type EventCounts,
  firstDayOf,
  markActive,
  NO_ACTIVITY,
  NO_EVENTS,
  NO_WEEKS,
  WEEKS,
  type Weeks,
  weekOf,
} from './activity.ts';

interface Counted {
  readonly weeks: Weeks;
  readonly events: EventCounts;
}

const at = (...times: readonly string[]): Counted =>
  times.reduce<Counted>((counted, iso) => countEvent(counted, dayOf(time(iso), 'UTC')), {
    weeks: NO_WEEKS,
    events: NO_EVENTS,
  });

describe('activity by week', () => {
  it('begins on Monday', () => {
    expect(weekOf(3) - weekOf(4)).toBe(-1);
    expect(firstDayOf(weekOf(4))).toBe(4);
    expect(firstDayOf(weekOf(10))).toBe(4);
  });

  it('is counted for the week under way, those before it being complete', () => {
    const activity = at('2026-03-02T00:00:00Z', '2026-03-08T23:59:59Z', '2026-03-09T00:00:00Z');
    expect(activity).toMatchObject({ weeks: { past: [2] }, events: { thisWeek: 1 } });
    expect(completeWeeks(activity, time('2026-03-10'), 'UTC')).toEqual([2]);
    expect(completeWeeks(activity, time('2026-03-24'), 'UTC')).toEqual([2, 1, 0]);
  });

  it('is counted where it belongs when it is told late, and in the sum of all when its week is gone', () => {
    const activity = at('2026-03-02', '2026-03-16', '2026-03-05', '2025-01-01');
    expect(activity).toMatchObject({ weeks: { past: [2, 0] }, events: { thisWeek: 1, all: 4 } });
  });

  it('is kept for a quarter, however long nothing happened', () => {
    const activity = at('2020-01-01', '2026-03-02');
    expect(activity.weeks.past).toEqual(Array.from({ length: WEEKS - 1 }, () => 0));
    expect(activity.events).toEqual({ all: 2, thisWeek: 1 });
  });
});

describe('the day of an event', () => {
  const zone = 'Asia/Kolkata';
  const mark = (iso: string, activity = NO_ACTIVITY, timeZone = zone) =>
    markActive(activity, dayIn(activity, time(iso), timeZone), timeZone);

  it('is asked of the calendar once a day, and changes nothing after that', () => {
    const morning = mark('2026-03-02T03:00:00Z');
    expect(morning.lastDay).toEqual([time('2026-03-01T18:30:00Z'), time('2026-03-02T18:30:00Z')]);
    expect(mark('2026-03-02T18:29:59Z', morning)).toBe(morning);
    expect(mark('2026-03-02T18:30:00Z', morning).days?.last).toBe((morning.days?.last ?? 0) + 1);
  });

  it('that comes late is marked without moving the last one', () => {
    const later = mark('2026-03-09T03:00:00Z');
    const both = mark('2026-03-02T03:00:00Z', later);
    expect(both).toMatchObject({ days: { last: later.days?.last, bits: '81' }, lastDay: later.lastDay });
  });

  it('needs no calendar in UTC', () => {
    expect(mark('2026-03-02T03:00:00Z', NO_ACTIVITY, 'UTC').lastDay).toBeNull();
  });
});
