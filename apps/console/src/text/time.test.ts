import { expect, test } from 'vitest';
import { agoText, dayText, hoursText, nearDayText, timeText, withReadableTimes } from './time.ts';

const LATE = '2026-11-23T23:30:00.000Z';

test('a day is that of the time zone', () => {
  expect(dayText(LATE, 'UTC')).toBe('23 November 2026');
  expect(nearDayText(LATE, 'Europe/Madrid')).toBe('24 November');
  expect(timeText(LATE, 'Europe/Madrid')).toBe('24 Nov 2026, 00:30');
});

test('how long ago is told in the largest unit', () => {
  const ago = (at: string) => agoText(at, '2026-11-22T09:30:00.000Z');
  expect(ago('2026-11-22T09:29:30.000Z')).toBe('just now');
  expect(ago('2026-11-22T09:25:00.000Z')).toBe('5 min ago');
  expect(ago('2026-11-22T06:30:00.000Z')).toBe('3 h ago');
  expect(ago('2026-11-21T06:30:00.000Z')).toBe('yesterday');
  expect(ago('2026-11-10T09:30:00.000Z')).toBe('12 days ago');
});

test('a span of hours is told in the unit that reads best', () => {
  expect([null, 0.4, 6.54, 74.4].map(hoursText)).toEqual(['–', '24 min', '6.5 h', '3.1 days']);
});

test('instants inside a sentence of the API become readable', () => {
  expect(withReadableTimes('one on 2026-11-03T10:00:00.000Z; the next later', 'UTC')).toBe(
    'one on 3 Nov 2026, 10:00; the next later',
  );
});
