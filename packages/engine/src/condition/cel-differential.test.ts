import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCondition, arbitraryValues } from './testing/arbitrary-condition.ts';
import { judge, judgeByCel } from './testing/lab.ts';

describe('our own form of a condition', () => {
  it('says what cel-js says of it: true, false, or an error, whatever is missing', () => {
    const seen = new Map<boolean | 'error', number>();
    fc.assert(
      fc.property(arbitraryCondition, arbitraryValues, (text, values) => {
        const expected = judgeByCel(text, values);
        seen.set(expected, (seen.get(expected) ?? 0) + 1);
        expect(judge(text, values)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    // A generator that only ever made errors, or only ever truths, would prove nothing.
    for (const answer of [true, false, 'error'] as const) expect(seen.get(answer) ?? 0).toBeGreaterThan(300);
  });
});
