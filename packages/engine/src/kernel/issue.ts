/**
 * One thing wrong with an input: where, what was expected, and what to do about it.
 * `path` is dotted with array indexes (`plans.0.prices.1.amount`), empty for the whole input.
 */
export interface Issue {
  readonly path: string;
  readonly message: string;
  /** The rule that it breaks, where that has a name of its own: `copy.price-first`. */
  readonly rule?: string;
}

/** The answer of anything that reads untrusted input: a value, or every issue found, never the first alone. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function fail<Value>(...issues: readonly Issue[]): Result<Value> {
  return { ok: false, issues };
}

/** Joins path segments: `joinPath(['plans', 0, 'id'])` is `plans.0.id`. */
export function joinPath(segments: readonly PropertyKey[]): string {
  return segments.map(String).join('.');
}
