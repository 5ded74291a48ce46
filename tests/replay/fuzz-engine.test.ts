import { describe, expect, it } from 'vitest';
import { fuzz, STATE_CAP } from './fuzz-engine.ts';

/** As a program, `fuzz-engine.ts` tells a million events and prints the figures. */
describe('20,000 events of every shape, out of order and with time passing between', () => {
  it.each([1, 2])('make nothing throw and leave states that are small and can be kept, from seed %i', (seed) => {
    const { events, signals, largestState, isJson } = fuzz({ events: 10_000, seed });
    expect({ events, isJson }).toEqual({ events: 10_000, isJson: true });
    expect(largestState).toBeLessThan(STATE_CAP);
    expect(signals).toBeGreaterThan(100);
  });

  it('come to the same twice, from the same seed', () => {
    expect(fuzz({ events: 2_000, seed: 3 })).toEqual(fuzz({ events: 2_000, seed: 3 }));
  });
});
