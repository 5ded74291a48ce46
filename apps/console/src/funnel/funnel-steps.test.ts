import fc from 'fast-check';
import { expect, test } from 'vitest';
import { row } from '../testing/a-world.ts';
import { funnelSteps } from './funnel-steps.ts';

const COUNTS = { eligible: 412, shown: 305, clicked: 96, checkoutStarted: 48, converted: 35, dismissed: 88 };

test('each step has the rate from the one before', () => {
  expect(funnelSteps(row('a', COUNTS)).map(({ name, rate }) => [name, rate?.of ?? null, rate?.value ?? null])).toEqual([
    ['Eligible', null, null],
    ['Shown', 412, 305 / 412],
    ['Clicked', 305, 96 / 305],
    ['Checkout started', 96, 0.5],
    ['Converted', 48, 35 / 48],
  ]);
});

test('heights are of one scale that begins at zero, and the tallest fills it', () => {
  const count = fc.nat({ max: 1_000_000 });
  const counts = fc.record({
    eligible: count,
    shown: count,
    clicked: count,
    checkoutStarted: count,
    converted: count,
    dismissed: count,
  });
  fc.assert(
    fc.property(counts, (each) => {
      const steps = funnelSteps(row('a', each));
      const tallest = Math.max(1, ...steps.map((step) => step.count));
      for (const step of steps) expect(step.height).toBeCloseTo(step.count / tallest);
    }),
  );
});
