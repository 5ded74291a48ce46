import { z } from 'zod';
import { id, text, wholeAmount } from './schema-parts.ts';

/** What plans and add-ons cost, as a team writes it (api.md, "More shapes"). */

const units = z
  .int('expected a whole number of units')
  .max(1_000_000_000_000, 'expected at most 1,000,000,000,000 units');

const perUnitSchema = z.strictObject({
  meter: id,
  amount: wholeAmount,
  /** So many units cost nothing. */
  included: units.min(0, 'expected 0 units or more').default(0),
});

/** `graduated`: each unit at its own step's amount; `volume`: all units at the amount of the step that they reach. */
const tiersSchema = z.strictObject({
  meter: id,
  mode: z.enum(['graduated', 'volume']),
  steps: z
    .array(
      z.strictObject({ upTo: units.min(1, 'expected 1 unit or more, or null').nullable(), amount: wholeAmount }),
      'expected a list of steps, such as [{ "upTo": 100, "amount": 10 }, { "upTo": null, "amount": 5 }]',
    )
    .min(1, 'expected at least one step')
    .max(50, 'expected at most 50 steps'),
});

/**
 * A flat amount, and what is charged by a meter besides: seats, known in advance, where the meter counts members; any other when the
 * billing period ends, by what was used in it.
 */
export const priceSchema = z.strictObject({
  interval: z.enum(['month', 'year']),
  amount: wholeAmount,
  perUnit: perUnitSchema.exactOptional(),
  tiers: tiersSchema.exactOptional(),
});

export const pricesSchema = z
  .array(priceSchema)
  .min(1, 'expected at least one price; what is free has the amount 0')
  .max(4);

const addedSchema = z.union(
  [z.strictObject({ add: units.min(1, 'expected to add 1 unit or more') }), z.literal(true), text],
  { error: 'expected { "add": 100 } for a meter, or true or a text value for a feature' },
);

/** Something that is bought beside a plan: more of a meter, or a feature. */
export const addOnSchema = z.strictObject({
  id,
  name: text,
  prices: pricesSchema,
  entitlements: z.record(id, addedSchema).default({}),
  /** The plans on which it can be bought; left out: all of them. */
  plans: z.array(id).min(1, 'expected at least one plan, or no "plans" at all for every plan').exactOptional(),
  /** Whether it sells several things under one price; left out: whether it grants more than one (S4.9). */
  bundle: z.boolean().exactOptional(),
});

export type PriceConfig = z.output<typeof priceSchema>;
export type AddOnConfig = z.output<typeof addOnSchema>;
