import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });

describe('the wait before a retry', () => {
  it('doubles from one second to half a minute', () => {
    const waits = [0, 1, 2, 3, 4, 5, 60].map((attempt) => backOffMs(attempt, () => 1));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('is left to chance, but never less than half of that', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000 }), chance, (attempt, random) => {
        const full = backOffMs(attempt, () => 1);
        const waitMs = backOffMs(attempt, () => random);
        expect(waitMs).toBeGreaterThanOrEqual(full / 2);
        expect(waitMs).toBeLessThanOrEqual(full);
      }),
    );
  });
});
