import { z } from 'zod';

/**
 * The config as a team writes it (api.md, "Config"). Unknown keys are errors, so that a typing slip is never silently a default.
 * What refers to what (a limit to its meter, a play to its signal) is checked in `check-references.ts`.
 */

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'expected an id: letters, digits, ".", "_" and "-", at most 64, starting with a letter or digit',
  );

const text = z.string().trim().min(1, 'expected some text').max(500, 'expected at most 500 characters');
const eventName = z.string().trim().min(1, 'expected the name of an event').max(200, 'expected at most 200 characters');
const wholeAmount = z
  .int('expected a whole number of minor units (cents): 4900 is 49.00')
  .min(0, 'expected an amount of 0 or more')
  .max(1_000_000_000_000, 'expected at most 1,000,000,000,000 minor units');
const percentage = z
  .number()
  .min(1, 'expected a percentage from 1 to 100')
  .max(100, 'expected a percentage from 1 to 100');

const reset = z.enum(['never', 'day', 'week', 'month', 'period']);

const countMeter = z.strictObject({
  name: text.exactOptional(),
  aggregate: z.literal('count'),
  event: eventName,
  reset: reset.default('month'),
});

const sumMeter = z.strictObject({
  name: text.exactOptional(),
  aggregate: z.literal('sum'),
  event: eventName,
  property: eventName,
  reset: reset.default('month'),
});

const membersMeter = z.strictObject({
  name: text.exactOptional(),
  aggregate: z.literal('members'),
});

const meterSchema = z.discriminatedUnion('aggregate', [countMeter, sumMeter, membersMeter], {
  error: 'expected "aggregate" to be one of "count", "sum", "members"',
});

const featureSchema = z.strictObject({
  name: text,
  value: text.exactOptional(),
  gateEvent: eventName.exactOptional(),
  useEvents: z.array(eventName).max(50).exactOptional(),
  searchTerms: z.array(text).max(50).exactOptional(),
});

/** S0.22: a short stretch after the limit rather than a hard stop; `null` makes the limit hard. */
const graceSchema = z.strictObject({
  percent: z.number().min(0).max(100).default(10),
  days: z.number().min(0).max(366).default(3),
});

/** X1: the default thresholds are 80% and 95%, each meter may have its own. */
export const limitSchema = z.strictObject({
  limit: z.int('expected a whole number of 0 or more, or null for unlimited').min(0).nullable(),
  grace: graceSchema.nullable().default({ percent: 10, days: 3 }),
  thresholds: z.array(percentage).min(1).max(5).default([80, 95]),
});

const entitlementSchema = z.union([limitSchema, z.boolean(), text], {
  error: 'expected true, false, a text value, or { "limit": 100 } for a meter',
});

const priceSchema = z.strictObject({
  interval: z.enum(['month', 'year']),
  amount: wholeAmount,
});

const planSchema = z.strictObject({
  id,
  name: text,
  prices: z.array(priceSchema).min(1, 'expected at least one price; a free plan has the amount 0').max(4),
  entitlements: z.record(id, entitlementSchema).default({}),
});

export const messageSchema = z.strictObject({
  done: text,
  near: text,
  unlock: text,
  action: text,
  reassurance: text,
});

export const signalSchema = z.strictObject({
  preset: z.enum(['usage.approaching', 'usage.critical', 'usage.reached'], {
    error: 'expected the name of a preset: "usage.approaching", "usage.critical" or "usage.reached"',
  }),
  meters: z.array(id).min(1).exactOptional(),
});

export const playSchema = z.strictObject({
  id,
  kind: z.enum(['upsell', 'cross-sell']).default('upsell'),
  trigger: z
    .array(id, 'expected a list of signal ids: a play needs a signal from real use to start it (S1.57)')
    .min(1, 'expected at least one signal id: a play needs a signal from real use to start it (S1.57)'),
  offer: z.strictObject({ to: id }).default({ to: 'next' }),
  placements: z.array(text).min(1).default(['*']),
  priority: z.int().min(-1000).max(1000).default(0),
  message: messageSchema.exactOptional(),
});

const guardrailsSchema = z.strictObject({
  perSession: z.int().min(0).max(10).default(1),
  perAccountDays: z.number().min(0).max(366).default(30),
  coolOffDays: z.number().min(0).max(366).default(30),
  paused: z.boolean().default(false),
});

const productSchema = z.strictObject({
  name: text,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected an ISO 4217 currency code in capitals, such as "USD"')
    .default('USD'),
  buyerRoles: z.array(text).min(1).default(['owner', 'admin', 'billing']),
});

export const configSchema = z.strictObject({
  product: productSchema,
  meters: z.record(id, meterSchema).default({}),
  features: z.record(id, featureSchema).default({}),
  plans: z.array(planSchema).min(1, 'expected at least one plan'),
  defaultPlan: id.exactOptional(),
  signals: z.record(id, signalSchema).exactOptional(),
  plays: z.array(playSchema).exactOptional(),
  guardrails: guardrailsSchema.prefault({}),
  quoteHours: z
    .number()
    .positive()
    .max(24 * 90)
    .default(24),
});

/** The config as it may be written: everything with a default can be left out. */
export type ConfigInput = z.input<typeof configSchema>;
/** The config with its defaults filled in. */
export type Config = z.output<typeof configSchema>;
export type MeterConfig = Config['meters'][string];
export type PlanConfig = Config['plans'][number];
export type PlayConfig = z.output<typeof playSchema>;
export type SignalConfig = z.output<typeof signalSchema>;
export type MessageConfig = z.output<typeof messageSchema>;
export type LimitConfig = z.output<typeof limitSchema>;
export type GuardrailsConfig = Config['guardrails'];
export type BillingInterval = 'month' | 'year';

/** Types a config file: `export default defineConfig({ product: { name: 'Ledgerly' }, plans: [...] })`. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
