/** Compares two strings by code unit: the same order on every machine and in every language. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
