import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianHours } from './estimate-hours.ts';
import { hoursUntil, survivalAt, survivalCurve, type Watch } from './survival-curve.ts';

const reached = (...hours: readonly number[]): readonly Watch[] =>
  hours.map((each) => ({ hours: each, reached: true }));
const waiting = (...hours: readonly number[]): readonly Watch[] =>
  hours.map((each) => ({ hours: each, reached: false }));

/** Remission under 6-MP and under placebo, in weeks: Freireich et al. 1963, the example that textbooks work by hand. */
const TREATED = [...reached(6, 6, 6, 7, 10, 13, 16, 22, 23), ...waiting(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)];
const PLACEBO = reached(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

describe('the Kaplan-Meier curve', () => {
  it('is the one worked by hand: 18/21, then 16/17 of it, 14/15, 11/12, 10/11, 6/7, 5/6', () => {
    const curve = survivalCurve(TREATED);
    expect(curve.steps.map(({ hours, atRisk, reached: came }) => [hours, atRisk, came])).toEqual([
      [6, 21, 3],
      [7, 17, 1],
      [10, 15, 1],
      [13, 12, 1],
      [16, 11, 1],
      [22, 7, 1],
      [23, 6, 1],
    ]);
    const hand = [18 / 21, 16 / 17, 14 / 15, 11 / 12, 10 / 11, 6 / 7, 5 / 6];
    let share = 1;
    for (const [index, factor] of hand.entries()) {
      share *= factor;
      expect(curve.steps[index]?.survival).toBeCloseTo(share, 12);
    }
    expect(curve.steps.map(({ error }) => Math.round(error * 10_000) / 10_000)).toEqual([
      0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346,
    ]);
  });

  it('has the published medians and their log-log intervals', () => {
    expect(medianHours(survivalCurve(TREATED))).toEqual({ value: 23, low: 13, high: null, level: 0.95 });
    expect(medianHours(survivalCurve(PLACEBO))).toEqual({ value: 8, low: 4, high: 11, level: 0.95 });
  });

  it('agrees with R on 7,032 customers, most of them censored', () => {
    const watches = CHURNED.flatMap((churned, month) => [
      ...reached(...Array.from({ length: churned }, () => month)),
      ...waiting(...Array.from({ length: STAYED[month] ?? 0 }, () => month)),
    ]);
    const curve = survivalCurve(watches);
    for (const [month, atRisk, survival, error] of SURVFIT) {
      const step = curve.steps.find(({ hours }) => hours === month);
      expect(step?.atRisk).toBe(atRisk);
      expect(step?.survival).toBeCloseTo(survival, 12);
      expect(step?.error).toBeCloseTo(error, 12);
    }
    expect(medianHours(curve)).toBeNull();
  });

  it('has no median while fewer than half are there, and no steps while nobody is', () => {
    expect(hoursUntil(survivalCurve([...reached(1), ...waiting(2, 2)]), 0.5)).toBeNull();
    expect(survivalCurve(waiting(1, 2))).toEqual({ watched: 2, reached: 0, steps: [] });
    expect(survivalCurve([])).toEqual({ watched: 0, reached: 0, steps: [] });
  });

  it('counts whoever is watched as long as somebody gets there as still on the way then', () => {
    expect(survivalCurve([...reached(5), ...waiting(5)]).steps).toMatchObject([{ atRisk: 2, survival: 0.5 }]);
  });

  it('comes to nought with an error of nought when the last one is there', () => {
    expect(survivalCurve(reached(1, 2)).steps.at(-1)).toMatchObject({ survival: 0, error: 0 });
  });

  it('of times that are all known is the usual median', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(hours, (times) => {
        const sorted = times.toSorted((left, right) => left - right);
        const middle = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
        const median = ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2;
        expect(hoursUntil(survivalCurve(reached(...times)), 0.5)).toBeCloseTo(median, 9);
      }),
    );
  });

  it('only ever falls, whoever is watched for however long, in any order', () => {
    const watch = fc.record({ hours: fc.integer({ min: 0, max: 50 }), reached: fc.boolean() });
    fc.assert(
      fc.property(fc.array(watch, { maxLength: 60 }), (watches) => {
        const curve = survivalCurve(watches);
        const shares = [0, ...Array.from({ length: 52 }, (_, hours) => hours)].map((at) => survivalAt(curve, at));
        expect(shares).toEqual(shares.toSorted((left, right) => right - left));
        expect(survivalCurve(watches.toReversed())).toEqual(curve);
      }),
    );
  });
});

/**
 * IBM's Telco customers by months of tenure, month 0 first: how many left after so many, and how many were there still (those with a
 * bill only). Apache-2.0, IBM code pattern "telco-customer-churn-on-icp4d".
 */
const CHURNED = [
  0, 380, 123, 94, 83, 64, 40, 51, 42, 46, 45, 31, 38, 38, 24, 37, 28, 26, 24, 19, 18, 17, 27, 13, 23, 23, 15, 13, 12,
  15, 16, 16, 19, 14, 12, 15, 10, 15, 13, 14, 13, 14, 14, 15, 6, 6, 12, 14, 9, 15, 10, 8, 8, 14, 13, 9, 10, 8, 11, 8, 6,
  8, 5, 4, 4, 9, 13, 10, 9, 8, 11, 6, 6,
];
const STAYED = [
  0, 233, 115, 106, 93, 69, 70, 80, 81, 73, 71, 68, 79, 71, 52, 62, 52, 61, 73, 54, 53, 46, 63, 72, 71, 56, 64, 59, 45,
  57, 56, 49, 50, 50, 53, 73, 40, 50, 46, 42, 51, 56, 51, 50, 45, 55, 62, 54, 55, 51, 58, 60, 72, 56, 55, 55, 70, 57,
  56, 52, 70, 68, 65, 68, 76, 67, 76, 88, 91, 87, 108, 164, 356,
];
/** What `survfit(Surv(tenure, Churn == "Yes") ~ 1)` of R 4.2.2 says of them: month, at risk, survival, standard error. */
const SURVFIT = [
  [1, 7032, 0.945961319681456, 0.00269618461060997],
  [6, 5672, 0.884826238933273, 0.00387620854042083],
  [12, 4974, 0.843199553815831, 0.00449216025484106],
  [24, 3927, 0.788736398370599, 0.00520896369050114],
  [48, 2303, 0.708840184346078, 0.00632071202347571],
  [72, 362, 0.59279015205223, 0.00991876687076276],
] as const;
