import { NONE } from './number.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A day in words, in a time zone: "24 November 2026". */
export function dayText(at: string | number, timeZone: string): string {
  return format('day', { day: 'numeric', month: 'long', year: 'numeric' }, timeZone).format(new Date(at));
}

/** A day without its year, for sentences about the days around now: "24 November". */
export function nearDayText(at: string | number, timeZone: string): string {
  return format('near', { day: 'numeric', month: 'long' }, timeZone).format(new Date(at));
}

/** A day for an axis or a table: "24 Nov". */
export function shortDayText(at: string | number, timeZone: string): string {
  return format('short', { day: 'numeric', month: 'short' }, timeZone).format(new Date(at));
}

/** A day and the time: "24 Nov 2026, 14:03". */
export function timeText(at: string | number, timeZone: string): string {
  const shape = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return format('time', shape, timeZone).format(new Date(at));
}

/** The time of day alone: "14:03". */
export function clockText(at: string | number, timeZone: string): string {
  return format('clock', { hour: '2-digit', minute: '2-digit' }, timeZone).format(new Date(at));
}

/** How long ago, in its largest unit: "just now", "5 min ago", "3 h ago", "12 days ago". */
export function agoText(at: string, now: string): string {
  const passed = Date.parse(now) - Date.parse(at);
  if (passed < MINUTE_MS) return 'just now';
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min ago`;
  if (passed < DAY_MS) return `${Math.floor(passed / HOUR_MS)} h ago`;
  const days = Math.floor(passed / DAY_MS);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** A span of hours in the unit that reads best: "24 min", "6.5 h", "3.1 days". */
export function hoursText(hours: number | null): string {
  if (hours === null) return NONE;
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  if (hours < 48) return `${oneDecimal(hours)} h`;
  return `${oneDecimal(hours / 24)} days`;
}

/** A sentence of the API with the instants in it made readable: "one on 2026-11-03T10:00:00.000Z" as "one on 3 Nov 2026, 10:00". */
export function withReadableTimes(sentence: string, timeZone: string): string {
  return sentence.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (iso) => timeText(iso, timeZone));
}

function oneDecimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, shape: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const key = `${name} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...shape, timeZone });
  formats.set(key, made);
  return made;
}
