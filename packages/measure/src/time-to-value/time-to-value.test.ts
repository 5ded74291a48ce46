import { describe, expect, it } from 'vitest';
import { companySize } from './company-size.ts';
import { type GoalWatch, goalCurves, goalFigures, MAX_SEGMENTS, OTHER_SEGMENTS } from './goal-curves.ts';
import { predictHours } from './predict-window.ts';
import { survivalCurve } from './survival-curve.ts';

const watch = (segment: string, hours: number, reached = true, id = 'hundredth-invoice'): GoalWatch => ({
  segment,
  kind: 'milestone',
  id,
  hours,
  reached,
});

describe('time to value by segment (S2.3)', () => {
  it('is told for every segment and goal by itself', () => {
    const watches = [
      ...[10, 20, 30, 40].map((hours) => watch('free', hours)),
      watch('free', 5, false),
      watch('pro', 4),
      watch('pro', 90, false, 'first-report'),
    ];
    expect(goalCurves(watches).map(goalFigures)).toEqual([
      {
        segment: 'free',
        kind: 'milestone',
        id: 'hundredth-invoice',
        accounts: 5,
        reached: 4,
        share: 0.8,
        lowerQuartileHours: 15,
        medianHours: { value: 25, low: 10, high: null, level: 0.95 },
        upperQuartileHours: 35,
      },
      expect.objectContaining({ segment: 'pro', id: 'first-report', accounts: 1, reached: 0, medianHours: null }),
      expect.objectContaining({ segment: 'pro', id: 'hundredth-invoice', accounts: 1, reached: 1 }),
    ]);
  });

  it('counts those who are still on the way: leaving them out would make it look quicker', () => {
    const watches = [
      ...[10, 20, 30].map((hours) => watch('free', hours)),
      watch('free', 25, false),
      watch('free', 40, false),
    ];
    const [figures] = goalCurves(watches).map(goalFigures);
    expect(figures?.medianHours?.value).toBe(30);
  });

  it('counts the smallest of very many segments together', () => {
    const watches = Array.from({ length: MAX_SEGMENTS + 10 }, (_, index) =>
      Array.from({ length: index < MAX_SEGMENTS ? 2 : 1 }, () => watch(`s${String(index).padStart(3, '0')}`, 1)),
    ).flat();
    const figures = goalCurves(watches).map(goalFigures);
    expect(figures).toHaveLength(MAX_SEGMENTS + 1);
    expect(figures.find(({ segment }) => segment === OTHER_SEGMENTS)?.accounts).toBe(10);
  });
});

describe('when one that is under way gets there', () => {
  const curve = survivalCurve([10, 20, 30, 40].map((hours) => ({ hours, reached: true })));

  it('is when those like it did, at its start', () => {
    expect(predictHours(curve, 0)).toEqual({ from: 15, median: 25, to: 35 });
  });

  it('is by those who took longer than it already has', () => {
    expect(predictHours(curve, 20)).toEqual({ from: 30, median: 35, to: 40 });
    expect(predictHours(curve, 39)).toEqual({ from: 40, median: 40, to: 40 });
  });

  it('is nobody’s guess once it has taken longer than all of them', () => {
    expect(predictHours(curve, 40)).toBeNull();
    expect(predictHours(survivalCurve([]), 3)).toBeNull();
  });

  it('has an open end where too few got there yet', () => {
    const few = survivalCurve([10, 20, 30, 30, 30].map((hours, index) => ({ hours, reached: index < 2 })));
    expect(predictHours(few, 0)).toEqual({ from: 20, median: null, to: null });
  });
});

describe('company size', () => {
  it.each([
    [1, '1-10'],
    [10, '1-10'],
    [11, '11-50'],
    [50, '11-50'],
    [51, '51-200'],
    [200, '51-200'],
    [1_000, '201-1000'],
    [1_001, '1001+'],
    [90_000, '1001+'],
    [0, null],
    [Number.NaN, null],
  ])('of %d employees is %s', (employees, band) => {
    expect(companySize(employees)).toBe(band);
  });
});
