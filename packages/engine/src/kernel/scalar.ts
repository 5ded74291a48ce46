/** A trait or property that can be kept, compared and shown: no objects, no lists. */
export type Scalar = string | number | boolean;

/** A JSON object as it came in, not yet trusted. */
export type Json = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first `maxLength` UTF-16 units of a text, one less where the cut would split a character in two. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** Names that must never become keys of a plain object. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Keeps the scalars of an untrusted object: text up to `maxLength` characters, finite numbers, booleans; at most `maxCount`
 * of them, the first ones as written. Everything else is left out.
 */
export function pickScalars(
  source: Json,
  { maxCount, maxLength }: { readonly maxCount: number; readonly maxLength: number },
): Readonly<Record<string, Scalar>> {
  const picked: Record<string, Scalar> = {};
  let count = 0;
  for (const [key, value] of Object.entries(source)) {
    if (count === maxCount) break;
    if (FORBIDDEN.has(key) || key.length > maxLength) continue;
    const kept = typeof value === 'string' ? cutText(value, maxLength) : value;
    if (typeof kept === 'string' || typeof kept === 'boolean' || (typeof kept === 'number' && Number.isFinite(kept))) {
      picked[key] = kept;
      count += 1;
    }
  }
  return picked;
}
