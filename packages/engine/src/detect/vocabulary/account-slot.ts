import type { SlotSpec, Value } from '../../condition/schema.ts';
import { type Day, dayOf, startOfDay } from '../../kernel/days.ts';
import { DAY_MS, type Instant, later } from '../../kernel/instant.ts';
import type { Sight, Slice } from '../detector.ts';

/** A value of an account that conditions may ask for, and how it is read. */
export interface AccountSlot extends SlotSpec {
  /** The parts of the state that it is read from: a condition is asked again when one of them changed. */
  readonly reads: readonly Slice[];
  /** undefined where it is missing. `key` is the id or name within its family. */
  read(sight: Sight, key: string): Value | undefined;
  /** When time alone may next change it; absent: never. */
  next?(sight: Sight, key: string): Instant | null;
}

type Reading<Kind extends Value> = Pick<AccountSlot, 'reads' | 'next'> & {
  read(sight: Sight, key: string): Kind | undefined;
};

type About = readonly [about: string, optional?: 'optional'];

export function number(reading: Reading<number>, ...about: About): AccountSlot {
  return { kind: 'number', ...described(about), ...reading };
}

export function flag(reading: Reading<boolean>, ...about: About): AccountSlot {
  return { kind: 'flag', ...described(about), ...reading };
}

export function text(reading: Reading<string> & Pick<SlotSpec, 'among'>, ...about: About): AccountSlot {
  return { kind: 'text', ...described(about), ...reading };
}

export function texts(reading: Reading<readonly string[]> & Pick<SlotSpec, 'among'>, about: string): AccountSlot {
  return { kind: 'texts', about, optional: false, ...reading };
}

export function any(reading: Reading<string | number | boolean>, about: string): AccountSlot {
  return { kind: 'any', about, optional: true, ...reading };
}

/** How many local midnights ago something was: 0 today, 1 yesterday. Missing where it never was. */
export function daysAgo(
  reads: readonly Slice[],
  when: (sight: Sight) => Instant | null,
  about: string,
  optional: 'optional' | 'always' = 'optional',
): AccountSlot {
  const read = (sight: Sight): number | undefined => {
    const at = when(sight);
    return at === null ? undefined : Math.max(0, today(sight) - dayOf(at, sight.account.timeZone));
  };
  const next = (sight: Sight): Instant | null => (when(sight) === null ? null : midnightAfter(sight));
  const reading = { reads: [...reads, 'timeZone'] as const, read, next };
  return optional === 'optional' ? number(reading, about, 'optional') : number(reading, about);
}

export function today({ account, at }: Sight): Day {
  return dayOf(at, account.timeZone);
}

export function midnightAfter(sight: Sight): Instant {
  return startOfDay(today(sight) + 1, sight.account.timeZone);
}

/** When the first of what happened within `days` days is that long ago. */
export function windowEnd(instants: readonly Instant[], days: number, { at }: Sight): Instant | null {
  const ends = instants.map((each) => later(each, days * DAY_MS)).filter((end) => end > at);
  return ends.length === 0 ? null : (Math.min(...ends) as Instant);
}

function described([about, optional]: About): Pick<SlotSpec, 'about' | 'optional'> {
  return { about, optional: optional === 'optional' };
}
