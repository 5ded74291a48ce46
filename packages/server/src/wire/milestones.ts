import { z } from '@hono/zod-openapi';
import { time } from './parts.ts';

const hours = z.number().nonnegative().nullable();
const goal = {
  kind: z.enum(['milestone', 'outcome', 'workflow', 'first-workflow']),
  id: z.string(),
  name: z.string(),
};

/** Time to value by segment, and when one account that is under way is likely to get there. */
export const milestonesSchema = z
  .object({
    by: z.string(),
    asOf: time,
    rows: z.array(
      z.object({
        segment: z.string(),
        ...goal,
        accounts: z.int(),
        reached: z.int(),
        share: z.number(),
        lowerQuartileHours: hours,
        medianHours: z
          .object({ value: z.number(), low: hours, high: hours, level: z.number() })
          .nullable()
          .openapi({ description: 'By Kaplan-Meier, with its interval; null while fewer than half are there' }),
        upperQuartileHours: hours,
      }),
    ),
    account: z
      .object({
        id: z.string(),
        segment: z.string(),
        goals: z.array(
          z.object({
            ...goal,
            reachedAt: time.nullable(),
            window: z
              .object({ from: time, median: time.nullable(), to: time.nullable() })
              .nullable()
              .openapi({ description: 'When it likely gets there: a quarter, half, three quarters of those like it' }),
          }),
        ),
      })
      .nullable(),
    notes: z.array(z.string()).readonly(),
  })
  .openapi('Milestones');

export type MilestonesView = z.infer<typeof milestonesSchema>;
