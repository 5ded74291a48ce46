import { z } from 'zod';

const points = z.number('expected a number of points from 0 to 100').min(0).max(100);

/**
 * The readiness score: where it starts, and how many points each part may add, or for the last four take away (S2.17: usage, engagement,
 * financial). A weight of 0 leaves a part out.
 */
export const readinessSchema = z.strictObject({
  base: points.default(0),
  weights: z
    .strictObject({
      'usage.limits': points.default(25),
      'usage.wanted': points.default(15),
      'usage.adoption': points.default(5),
      'engagement.score': points.default(15),
      'engagement.value': points.default(10),
      'engagement.team': points.default(5),
      'financial.intent': points.default(10),
      'financial.budget': points.default(5),
      'signal.elevated': points.default(10),
      'health.declining': points.default(25),
      'health.tickets': points.default(15),
      'health.complaint': points.default(20),
      'financial.trouble': points.default(25),
    })
    .prefault({}),
  /** S3.15: after so many days what a signal, a look at the prices or a wanted feature adds is half of what it was. */
  halfLifeDays: z.number().min(0.1).max(366).default(7),
});

export type ReadinessConfig = z.output<typeof readinessSchema>;
export type ReadinessWeights = ReadinessConfig['weights'];
