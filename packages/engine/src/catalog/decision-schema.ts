import { z } from 'zod';
import { parseInstant } from '../kernel/instant.ts';

/** How a config says when and through whom an offer may be made: guardrails and routing. */

const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "22:00"')
  .describe('A time of day in the account’s own zone');

const wholeDays = z.number().min(0).max(366);

export const guardrailsSchema = z.strictObject({
  /** S2.59: prompts per session. */
  perSession: z.int().min(0).max(10).default(1),
  /** S3.32: days between two touches that we start, over all people and channels of an account. */
  perAccountDays: wholeDays.default(30),
  /** Days of silence after somebody said "not now". */
  coolOffDays: wholeDays.default(30),
  /** Days until a play that was refused with a reason may come again. */
  refusalDays: wholeDays.default(90),
  /** No touch of ours begins between these times of the account's day; they may span midnight. null: at any hour. */
  quietHours: z.strictObject({ from: localTime, to: localTime }).nullable().default(null),
  /** S3.31: days of core use before something of another kind is offered. */
  crossSellDays: wholeDays.default(60),
  /** Stops everything that we start, for everybody. */
  paused: z.boolean().default(false),
});

const monthlyAmount = z
  .int('expected a whole number of minor units (cents): 20000 is 200.00')
  .min(0, 'expected an amount of 0 or more')
  .max(1_000_000_000_000);

/**
 * S2.56: the three ways to sell up. Product-led leaves all but the largest to the product; hybrid hands everything beyond the self-serve
 * steps straight to people; sales-assisted has people make every offer that adds anything. What somebody walks into is answered in the
 * product in all three.
 */
const MOTIONS = {
  'product-led': { inAppUpTo: 20_000, humanFrom: 100_000 },
  hybrid: { inAppUpTo: 20_000, humanFrom: 20_001 },
  'sales-assisted': { inAppUpTo: 0, humanFrom: 1 },
} as const;

export const routingSchema = z
  .strictObject({
    /** What the amounts below are where they are not said. */
    motion: z.enum(['product-led', 'hybrid', 'sales-assisted']).default('product-led'),
    /** Up to this much more a month is offered in the product (S3.17, X8), in minor units of the product's currency. */
    inAppUpTo: monthlyAmount.exactOptional(),
    /** From this much more a month people take over, after an e-mail (S3.18, S3.22, X8). Between the two: e-mail (S3.21). */
    humanFrom: monthlyAmount.exactOptional(),
    /** After so many offers that led nowhere, one who shows intent to buy is spoken to (S3.19). */
    unconvertedOffers: z.int().min(1).max(20).default(2),
  })
  .transform((routing) => ({ ...MOTIONS[routing.motion], ...routing }))
  .refine(({ inAppUpTo, humanFrom }) => inAppUpTo < humanFrom, {
    path: ['humanFrom'],
    message: 'expected more than "inAppUpTo": what lies between the two is offered by e-mail',
  });

const time = z
  .string()
  .refine((text) => parseInstant(text) !== null, 'expected an ISO 8601 time such as "2026-03-31T00:00:00Z"');

/** When a play is on. It starts nothing: a play needs a signal from real use (S1.57, S3.1). */
export const scheduleSchema = z
  .strictObject({ from: time.exactOptional(), until: time.exactOptional() })
  .refine(({ from, until }) => from === undefined || until === undefined || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'expected a time after "from"',
  });

export type GuardrailsConfig = z.output<typeof guardrailsSchema>;
export type RoutingConfig = z.output<typeof routingSchema>;
