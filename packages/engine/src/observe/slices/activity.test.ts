import { describe, expect, it } from 'vitest';
import { time } from '../../testing/world.ts';
import { type Activity, completeWeeks, countActivity, firstDayOf, NO_ACTIVITY, WEEKS, weekOf } from './activity.ts';

const at = (...times: readonly string[]): Activity =>
  times.reduce((activity, iso) => countActivity(activity, time(iso), 'UTC'), NO_ACTIVITY);

describe('activity by week', () => {
  it('begins on Monday', () => {
    expect(weekOf(3) - weekOf(4)).toBe(-1);
    expect(firstDayOf(weekOf(4))).toBe(4);
    expect(firstDayOf(weekOf(10))).toBe(4);
  });

  it('is counted for the week under way, those before it being complete', () => {
    const activity = at('2026-03-02T00:00:00Z', '2026-03-08T23:59:59Z', '2026-03-09T00:00:00Z');
    expect(activity.weeks).toEqual([2, 1]);
    expect(completeWeeks(activity, time('2026-03-10'), 'UTC')).toEqual([2]);
    expect(completeWeeks(activity, time('2026-03-24'), 'UTC')).toEqual([2, 1, 0]);
  });

  it('is counted where it belongs when it is told late, and in the sum of all when its week is gone', () => {
    const activity = at('2026-03-02', '2026-03-16', '2026-03-05', '2025-01-01');
    expect(activity).toMatchObject({ weeks: [2, 0, 1], events: 4 });
  });

  it('is kept for a quarter, however long nothing happened', () => {
    const activity = at('2020-01-01', '2026-03-02');
    expect(activity.weeks).toHaveLength(WEEKS);
    expect(activity.weeks.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});
