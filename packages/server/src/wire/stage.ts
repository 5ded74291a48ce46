import { z } from '@hono/zod-openapi';
import { STAGES } from '@kairos/engine';
import { time } from './parts.ts';

export const stageNameSchema = z.enum(STAGES);

/** How ready an account is for more, and every rule that says so. */
export const stageSchema = z
  .object({
    stage: stageNameSchema,
    since: time
      .nullable()
      .openapi({ description: 'Since when it has been at this stage; null where that was not seen' }),
    tally: z
      .array(z.object({ stage: stageNameSchema, held: z.int(), needed: z.int(), rules: z.int() }))
      .openapi({ description: 'Of each stage how many rules hold, and how many must' }),
    reasons: z.array(
      z.object({
        stage: stageNameSchema,
        rule: z.string(),
        holds: z.boolean(),
        detail: z.string(),
        values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])),
        until: time.nullable().openapi({ description: 'When time alone may next change the answer' }),
      }),
    ),
  })
  .openapi('Stage');

const meters = z.array(
  z.object({ meter: z.string(), name: z.string(), used: z.number(), limit: z.number().nullable() }),
);

/** The seven dimensions of an account's use. */
export const dimensionsSchema = z
  .object({
    featureAdoption: z.object({ used: z.int(), granted: z.int(), share: z.number().nullable() }),
    usageFrequency: z.object({ activeDays: z.int(), days: z.int() }),
    teamGrowth: z.object({ joined: z.int(), members: z.int(), days: z.int() }),
    dataVolume: meters.readonly(),
    apiCalls: meters.readonly(),
    storage: meters.readonly(),
    workflowComplexity: z.object({ completed: z.int(), declared: z.int(), completions: z.int() }),
  })
  .openapi('Dimensions');

export type StageView = z.infer<typeof stageSchema>;
