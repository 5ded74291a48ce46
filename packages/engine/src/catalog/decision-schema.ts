import { z } from 'zod';

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

export const routingSchema = z
  .strictObject({
    /** Up to this much more a month is offered in the product (S3.17, X8), in minor units of the product's currency. */
    inAppUpTo: monthlyAmount.default(20_000),
    /** From this much more a month people take over, after an e-mail (S3.18, S3.22, X8). Between the two: e-mail (S3.21). */
    humanFrom: monthlyAmount.default(100_000),
    /** After so many offers that led nowhere, one who shows intent to buy is spoken to (S3.19). */
    unconvertedOffers: z.int().min(1).max(20).default(2),
  })
  .refine(({ inAppUpTo, humanFrom }) => inAppUpTo < humanFrom, {
    path: ['humanFrom'],
    message: 'expected more than "inAppUpTo": what lies between the two is offered by e-mail',
  });

export type GuardrailsConfig = z.output<typeof guardrailsSchema>;
export type RoutingConfig = z.output<typeof routingSchema>;
