/** Numbers from 0 to below 1 that look random and are the same in every run: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A million places among `count`, at random: touched one after the other they defeat every cache. */
export function randomPlaces(count: number, random: () => number): Uint32Array {
  return Uint32Array.from({ length: 1 << 20 }, () => Math.floor(random() * count));
}
