import type { Instant } from './instant.ts';

/** The last `max` of a list that something was added to. */
export function addBounded<Item>(items: readonly Item[], item: Item, max: number): readonly Item[] {
  return [...items, item].slice(-max);
}

/** A set that remembers at most `max` names, the oldest forgotten first. */
export function rememberName(names: readonly string[], name: string, max: number): readonly string[] {
  return names.includes(name) ? names : addBounded(names, name, max);
}

/** The instants that lie within `lengthMs` before `at`, that one included: the rolling window of X2's "3rd hit in 7 days". */
export function within(instants: readonly Instant[], at: Instant, lengthMs: number): readonly Instant[] {
  return instants.filter((each) => each <= at && at - each < lengthMs);
}

/** A record with one entry more or changed; when a new one would be more than `max`, the record as it was. */
export function putBounded<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value,
  max: number,
): Readonly<Record<string, Value>> {
  if (!Object.hasOwn(record, key) && Object.keys(record).length >= max) return record;
  return { ...record, [key]: value };
}

/** A record's own entry: `constructor` is no name that anybody gave. */
export function entry<Value>(record: Readonly<Record<string, Value>>, key: string): Value | null {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
