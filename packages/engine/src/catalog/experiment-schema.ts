import { z } from 'zod';
import { parseInstant } from '../kernel/instant.ts';
import { id, text } from './schema-parts.ts';

/** How a config says who sees nothing, and who sees what instead: the holdout and experiments. */

const percent = z
  .number()
  .min(0, 'expected a percentage from 0 to 100')
  .max(100, 'expected a percentage from 0 to 100');

/** The accounts that get no moments, so that lift can be measured; 0 turns it off. To a hundredth of a percent. */
export const holdoutSchema = z.strictObject({
  percent: z
    .number()
    .min(0, 'expected a percentage from 0 (no holdout) to 50')
    .max(50, 'expected a percentage from 0 to 50: a larger holdout costs more than it can tell')
    .default(10),
});

const weight = z
  .number()
  .positive('expected a weight above 0; what nobody is to see is no variant')
  .max(1_000_000, 'expected a weight of at most 1,000,000');

/** A variant that says nothing of what it changes changes nothing: the control. */
const variant = { id, weight };

/** The parts of a message that a variant words anew; the others stay as the play has them. */
const messagePartsSchema = z.strictObject({
  done: text.exactOptional(),
  near: text.exactOptional(),
  unlock: text.exactOptional(),
  action: text.exactOptional(),
  reassurance: text.exactOptional(),
});

const messageVariantSchema = z.strictObject({ ...variant, message: messagePartsSchema.exactOptional() });

function variants<Variant extends z.ZodType>(schema: Variant): z.ZodArray<Variant> {
  return z
    .array(schema)
    .min(2, 'expected at least two variants; one that changes nothing is the control')
    .max(20, 'expected at most 20 variants');
}

/** A play's own `variants`: short for an experiment on its message, under the play's id. */
export const playVariantsSchema = variants(messageVariantSchema);

/** One of several experiments that share no account: its part of the layer, in percent. */
const layerSchema = z.strictObject({ id, from: percent.default(0), to: percent.default(100) });

const common = {
  id,
  /** Who is assigned: always whole accounts. */
  unit: z.literal('account').default('account'),
  /** Only a running experiment has anybody in it; the part of a layer that it names stays its own. */
  status: z.enum(['draft', 'running', 'stopped']).default('running'),
  /** The plays that it is about; left out: all of them. */
  plays: z.array(id).min(1, 'expected at least one play, or no "plays" at all for every play').exactOptional(),
  layer: layerSchema.exactOptional(),
  /** How many of the accounts that it could have are in it, in percent. */
  coverage: percent.default(100),
  /** From then on nobody is in it, and every play is as it was written. */
  endsAt: z
    .string()
    .refine((value) => parseInstant(value) !== null, 'expected an ISO 8601 time such as "2026-03-31T00:00:00Z"')
    .exactOptional(),
};

/** S1.29, S2.52: what is shown, in which words, how the price stands beside it (S0.16), and when. */
export const experimentSchema = z.discriminatedUnion(
  'about',
  [
    z.strictObject({
      ...common,
      about: z.literal('plays').default('plays'),
      /** `on`: those of the experiment's plays that are on; left out: all. */
      variants: variants(z.strictObject({ ...variant, on: z.array(id).exactOptional() })),
    }),
    z.strictObject({ ...common, about: z.literal('message'), variants: variants(messageVariantSchema) }),
    z.strictObject({
      ...common,
      about: z.literal('price'),
      /** The part of the message that the price follows. It is always there, and never before the value (X6, S0.13). */
      variants: variants(
        z.strictObject({ ...variant, priceAfter: z.enum(['unlock', 'action', 'reassurance']).exactOptional() }),
      ),
    }),
    z.strictObject({
      ...common,
      about: z.literal('timing'),
      /**
       * What a play waits for before it starts: days since its signal fired, and so much of the limit used, in percent. Only ever later
       * than the signal, which fires for every variant alike. What somebody walks into is answered at once.
       */
      variants: variants(
        z.strictObject({
          ...variant,
          delayDays: z
            .int('expected a whole number of days')
            .min(0)
            .max(90, 'expected at most 90 days')
            .exactOptional(),
          fromPercent: z
            .number()
            .min(1, 'expected a percentage from 1 to 100')
            .max(100, 'expected a percentage from 1 to 100')
            .exactOptional(),
        }),
      ),
    }),
  ],
  { error: 'expected "about" to be one of "plays", "message", "price", "timing"' },
);

export const experimentsSchema = z.array(experimentSchema).max(100, 'expected at most 100 experiments');

export type ExperimentConfig = z.output<typeof experimentSchema>;
export type MessagePartsConfig = z.output<typeof messagePartsSchema>;
