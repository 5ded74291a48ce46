import type { Brand } from './brand.ts';

/** A moment in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The years that an instant may lie in; outside of them a timestamp is a mistake, not a date. */
const EARLIEST_MS = Date.UTC(1970, 0, 1);
const LATEST_MS = Date.UTC(10_000, 0, 1) - 1;

const ISO_8601 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[Tt ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:[Zz]|[+-][01]\d:?[0-5]\d)?)?$/;

/**
 * Reads an ISO 8601 date or date-time; without an offset it is UTC. Returns null for anything else,
 * for days that do not exist (30 February) and for years outside 1970-9999.
 */
export function parseInstant(text: string): Instant | null {
  if (!ISO_8601.test(text)) return null;
  const hasTime = text.length > 10;
  const hasOffset = hasTime && /(?:[Zz]|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
  const milliseconds = Date.parse(hasTime && !hasOffset ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T'));
  if (Number.isNaN(milliseconds)) return null;
  const dayAsWritten = Number(text.slice(8, 10));
  const lastDayOfMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  if (dayAsWritten > lastDayOfMonth) return null;
  return instant(milliseconds);
}

/** Mints an instant from milliseconds; null when it isn't a whole number within 1970-9999. */
export function instant(milliseconds: number): Instant | null {
  if (!Number.isInteger(milliseconds)) return null;
  return milliseconds >= EARLIEST_MS && milliseconds <= LATEST_MS ? (milliseconds as Instant) : null;
}

/** Moves an instant by a number of milliseconds, clamped to the years that an instant may lie in. */
export function later(from: Instant, milliseconds: number): Instant {
  return Math.min(LATEST_MS, Math.max(EARLIEST_MS, Math.round(from + milliseconds))) as Instant;
}

/** The later of an instant that is known and another: news that come late do not turn the clock back. */
export function latest(known: Instant | null, at: Instant): Instant {
  return known !== null && known > at ? known : at;
}

/** `2026-03-01T09:00:00.000Z` */
export function toIso(at: Instant): string {
  return new Date(at).toISOString();
}
