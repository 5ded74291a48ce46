import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketOf, bucketSeed } from '../kernel/bucket.ts';
import { assign } from './assign.ts';
import { accountIds, aCatalog, anExperiment, NOW } from './testing/a-catalog.ts';

/**
 * Assignment over a million ids is as good as chance. The ids are the same in every run, so that these tests are never unlucky.
 * Critical values of chi-square at 1% by degrees of freedom: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
 */
const CRITICAL = { 1: 6.635, 81: 113.512, 99: 134.642 } as const;

const IDS = accountIds(1_000_000);
const SEEDS = ['holdout:', 'layer:price:', 'experiment:wording:', 'experiment:timing:'];

type Place = (id: string) => number;

const placeUnder = (seed: string): Place => {
  const state = bucketSeed(seed);
  return (id) => bucketOf(state, id) / BUCKETS;
};

/** Chi-square of how many ids are in each of so many equal parts; degrees of freedom: one less than parts. */
function unevenness(place: Place, parts: number): number {
  const counts = new Float64Array(parts);
  for (const id of IDS) countIn(counts, Math.floor(place(id) * parts));
  const expected = IDS.length / parts;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Chi-square of a table of two places of the same ids; degrees of freedom: (parts - 1) squared. */
function dependence(one: Place, other: Place, parts: number): number {
  const table = new Float64Array(parts * parts);
  for (const id of IDS) countIn(table, Math.floor(one(id) * parts) * parts + Math.floor(other(id) * parts));
  return chiSquareOf(table, parts);
}

function chiSquareOf(table: Float64Array, columns: number): number {
  const rowSums = new Float64Array(table.length / columns);
  const columnSums = new Float64Array(columns);
  const total = table.reduce((sum, count) => sum + count, 0);
  table.forEach((count, cell) => {
    countIn(rowSums, Math.floor(cell / columns), count);
    countIn(columnSums, cell % columns, count);
  });
  return table.reduce((sum, count, cell) => {
    const expected = ((rowSums[Math.floor(cell / columns)] ?? 0) * (columnSums[cell % columns] ?? 0)) / total;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

function countIn(counts: Float64Array, place: number, amount = 1): void {
  counts[place] = (counts[place] ?? 0) + amount;
}

describe('a million accounts', () => {
  it.each(SEEDS)('are spread evenly under "%s"', (seed) => {
    expect(unevenness(placeUnder(seed), 100)).toBeLessThan(CRITICAL[99]);
  });

  it.each([
    ['experiment:wording:', 'experiment:timing:'],
    ['experiment:test-1:', 'experiment:test-2:'],
    ['layer:price:', 'experiment:wording:'],
    ['holdout:', 'experiment:wording:'],
  ])('are placed under "%s" whatever their place under "%s"', (one, other) => {
    expect(dependence(placeUnder(one), placeUnder(other), 10)).toBeLessThan(CRITICAL[81]);
  });

  it('are held out by the share that was asked for, and divided evenly and independently by two experiments', () => {
    const experiments = [anExperiment('wording', { plays: ['limit'] }), anExperiment('timing', { plays: ['seats'] })];
    const plays = [
      { id: 'limit', trigger: ['usage.reached'] },
      { id: 'seats', trigger: ['seats.at_limit'] },
    ];
    const catalog = aCatalog({ holdout: { percent: 10 }, plays, experiments });
    const table = new Float64Array(4);
    let heldOut = 0;
    for (const id of IDS) {
      const { heldOut: isHeldOut, variants } = assign(catalog, id, NOW);
      if (isHeldOut) heldOut += 1;
      else
        countIn(
          table,
          variants.reduce((cell, { variant }) => cell * 2 + (variant === 'control' ? 0 : 1), 0),
        );
    }
    const shares = [0.1, 0.9].map((share) => share * IDS.length);
    const off = (count: number, expected = 0): number => (count - expected) ** 2 / expected;
    expect(off(heldOut, shares[0]) + off(IDS.length - heldOut, shares[1])).toBeLessThan(CRITICAL[1]);
    const [a = 0, b = 0, c = 0, d = 0] = table;
    const half = (IDS.length - heldOut) / 2;
    expect(off(a + b, half) + off(c + d, half)).toBeLessThan(CRITICAL[1]);
    expect(off(a + c, half) + off(b + d, half)).toBeLessThan(CRITICAL[1]);
    expect(chiSquareOf(table, 2)).toBeLessThan(CRITICAL[1]);
  });

  it('would not be by one pass of FNV-1a: the same tests refuse it', () => {
    const onePass =
      (seed: string): Place =>
      (id) =>
        ((bucketSeed(seed + id) >>> 0) % BUCKETS) / BUCKETS;
    expect(dependence(onePass('experiment:test-1:'), onePass('experiment:test-2:'), 10)).toBeGreaterThan(CRITICAL[81]);
  });
});
