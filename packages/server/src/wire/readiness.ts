import { z } from '@hono/zod-openapi';
import { INTERVENTIONS, QUALIFICATION_RULES } from '@kairos/engine';
import { time } from './parts.ts';
import { stageNameSchema } from './stage.ts';

const ruleSchema = z.enum(QUALIFICATION_RULES);
const sentence = z.string();

/** How ready an account is for more, and whether it may be offered anything. */
export const readinessSchema = z
  .object({
    stage: stageNameSchema,
    score: z.int().min(0).max(100),
    contributions: z
      .array(z.object({ name: z.string(), points: z.int(), detail: sentence }))
      .openapi({ description: 'What the score is made of; the points add up to it' }),
    qualified: z.boolean().openapi({ description: 'Whether every rule of qualification passes' }),
    reasons: z
      .array(z.object({ rule: ruleSchema, detail: sentence }))
      .openapi({ description: 'The rules that fail; empty where it is qualified' }),
  })
  .openapi('Readiness');

/** Every rule of qualification, whether the ones before it passed or not. */
export const qualificationSchema = z
  .array(
    z.object({
      rule: ruleSchema,
      pass: z.boolean(),
      detail: sentence,
      values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])),
    }),
  )
  .readonly();

/** What is due instead of an offer; one is over as soon as the rules that call for it pass. */
export const interventionsSchema = z
  .array(
    z.object({
      kind: z.enum(INTERVENTIONS),
      rules: z.array(ruleSchema).readonly(),
      reason: sentence,
      since: time.nullable().openapi({ description: 'Since when it is due, as far as that is known' }),
    }),
  )
  .readonly();

export type ReadinessView = z.infer<typeof readinessSchema>;
export type InterventionView = z.infer<typeof interventionsSchema>[number];
