import type { Brand } from './brand.ts';

/**
 * Which of 10,000 buckets an id falls into: GrowthBook's hash, version 2. FNV-1a of seed and id, FNV-1a of that number's decimal digits,
 * the remainder by 10,000. Ids are taken as UTF-8, so that every language comes to the same bucket (docs/adr/0008).
 */
export const BUCKETS = 10_000;

/** A seed with its part of the hash done: the same for every id, so it is worked out once, when a config is compiled. */
export type BucketSeed = Brand<number, 'BucketSeed'>;

export function bucketSeed(seed: string): BucketSeed {
  return addText(OFFSET, seed) as BucketSeed;
}

/** The bucket of an id under a seed, from 0 to 9,999. Takes time in proportion to the id's length, and no memory. */
export function bucketOf(seed: BucketSeed, id: string): number {
  return (hashDecimal(addText(seed, id)) >>> 0) % BUCKETS;
}

/** Neighbouring buckets: from the first, up to and without the second. */
export interface BucketRange {
  readonly from: number;
  readonly to: number;
}

/** FNV-1a's own constants for 32 bits. Begun from the unsigned offset, every step would leave the range of small integers. */
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

function addByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, PRIME);
}

function addText(hash: number, text: string): number {
  let sum = hash;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) return addBeyondAscii(sum, text.slice(index));
    sum = addByte(sum, unit);
  }
  return sum;
}

/** Half of a surrogate pair stands for no character; encoders write the replacement character in its place. */
const REPLACEMENT = 0xfffd;

function addBeyondAscii(hash: number, text: string): number {
  let sum = hash;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sum = addCharacter(sum, code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code);
  }
  return sum;
}

/** A character in one to four bytes of UTF-8. */
function addCharacter(hash: number, code: number): number {
  if (code < 0x80) return addByte(hash, code);
  if (code < 0x800) return addTail(addByte(hash, 0xc0 | (code >> 6)), code);
  if (code < 0x10000) return addTail(addTail(addByte(hash, 0xe0 | (code >> 12)), code >> 6), code);
  return addTail(addTail(addTail(addByte(hash, 0xf0 | (code >> 18)), code >> 12), code >> 6), code);
}

function addTail(hash: number, bits: number): number {
  return addByte(hash, 0x80 | (bits & 0x3f));
}

/**
 * FNV-1a of a hash that is written out in decimal, as a number without a sign. Digit by digit, for making a text of it costs more than
 * all the rest; the sign is taken off in here, for a number beyond 31 bits is boxed when it is handed over.
 */
function hashDecimal(hash: number): number {
  const number = hash >>> 0;
  let sum = OFFSET;
  if (number >= 1e9) sum = addDigit(sum, (number / 1e9) >>> 0);
  if (number >= 1e8) sum = addDigit(sum, (number / 1e8) >>> 0);
  if (number >= 1e7) sum = addDigit(sum, (number / 1e7) >>> 0);
  if (number >= 1e6) sum = addDigit(sum, (number / 1e6) >>> 0);
  if (number >= 1e5) sum = addDigit(sum, (number / 1e5) >>> 0);
  if (number >= 1e4) sum = addDigit(sum, (number / 1e4) >>> 0);
  if (number >= 1e3) sum = addDigit(sum, (number / 1e3) >>> 0);
  if (number >= 1e2) sum = addDigit(sum, (number / 1e2) >>> 0);
  if (number >= 1e1) sum = addDigit(sum, (number / 1e1) >>> 0);
  return addDigit(sum, number);
}

const ZERO = 0x30;

function addDigit(hash: number, rest: number): number {
  return addByte(hash, ZERO + (rest % 10));
}
