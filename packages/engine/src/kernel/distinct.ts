/**
 * How many different values were seen, in text of bounded length: exact up to `EXACT` values, and from then on a HyperLogLog of 256
 * registers, whose standard error is 1.04 / sqrt(256) = 6.5% (Flajolet et al. 2007). Adding a value again changes nothing.
 */
export const EXACT = 40;
const REGISTERS = 256;
const INDEX_BITS = 8;
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

const SKETCH_PREFIX = '~';

/** Adds a value to what was seen; null is nothing yet. */
export function addDistinct(seen: string | null, value: string): string {
  const hash = hash32(value);
  if (seen?.startsWith(SKETCH_PREFIX)) return SKETCH_PREFIX + raise(seen.slice(1), hash);
  const known = seen === null || seen === '' ? [] : seen.split('.');
  const code = hash.toString(36);
  if (known.includes(code)) return seen ?? '';
  if (known.length < EXACT) return [...known, code].join('.');
  const empty = DIGITS[0]?.repeat(REGISTERS) ?? '';
  return (
    SKETCH_PREFIX + [...known, code].reduce((registers, each) => raise(registers, Number.parseInt(each, 36)), empty)
  );
}

/** The number of different values: exact, or estimated within the stated error. */
export function countDistinct(seen: string | null): number {
  if (seen === null || seen === '') return 0;
  if (!seen.startsWith(SKETCH_PREFIX)) return seen.split('.').length;
  const ranks = seen
    .slice(1)
    .split('')
    .map((digit) => DIGITS.indexOf(digit));
  const raw = (ALPHA * REGISTERS * REGISTERS) / ranks.reduce((sum, rank) => sum + 2 ** -rank, 0);
  const zeros = ranks.filter((rank) => rank === 0).length;
  // Where many registers are still empty, counting them is closer than the harmonic mean (linear counting).
  const estimate = raw <= 2.5 * REGISTERS && zeros > 0 ? REGISTERS * Math.log(REGISTERS / zeros) : raw;
  return Math.max(EXACT + 1, Math.round(estimate));
}

const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

/** The registers with the one that a hash belongs to raised to its rank. */
function raise(registers: string, hash: number): string {
  const index = hash & (REGISTERS - 1);
  const rest = hash >>> INDEX_BITS;
  const rank = Math.min(Math.clz32(rest) - INDEX_BITS + 1, 32 - INDEX_BITS + 1);
  if (DIGITS.indexOf(registers[index] ?? '0') >= rank) return registers;
  return registers.slice(0, index) + (DIGITS[rank] ?? 'z') + registers.slice(index + 1);
}

/** FNV-1a over code units, finished by murmur3's mixer, so that short ids spread over all bits. */
function hash32(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
