import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketOf, bucketSeed } from './bucket.ts';

/** The same in the words of its definition: two passes of FNV-1a over bytes, in exact integers, the second over decimal text. */
function referenceBucket(seed: string, id: string): number {
  const pass = (text: string): bigint =>
    new TextEncoder()
      .encode(text)
      .reduce((hash, byte) => ((hash ^ BigInt(byte)) * 16_777_619n) % 4_294_967_296n, 2_166_136_261n);
  return Number(pass(pass(seed + id).toString()) % 10_000n);
}

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('the bucket of an id', () => {
  it('is what its definition says, whatever the alphabet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), anyText, (seed, id) => {
        expect(bucketOf(bucketSeed(seed), id)).toBe(referenceBucket(seed, id));
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes half a surrogate pair for the replacement character, as encoders do', () => {
    const seed = bucketSeed('seed:');
    expect(bucketOf(seed, 'a\ud83d')).toBe(bucketOf(seed, 'a\ufffd'));
    expect(bucketOf(seed, '\ude00a')).toBe(bucketOf(seed, '\ufffda'));
  });

  it('comes to the same where the first pass gives a short number', () => {
    const short = Array.from({ length: 400_000 }, (_, index) => `id-${index}`).filter((id) => isShort(id));
    expect(short.length).toBeGreaterThan(20);
    for (const id of short) expect(bucketOf(bucketSeed(''), id)).toBe(referenceBucket('', id));
  });

  it('is one of ten thousand', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const bucket = bucketOf(bucketSeed('seed:'), id);
        expect(Number.isInteger(bucket) && bucket >= 0 && bucket < BUCKETS).toBe(true);
      }),
    );
  });
});

/** Whether the first pass over an ASCII id comes to a number of at most six digits. */
function isShort(id: string): boolean {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0 < 1_000_000;
}
