import { z } from 'zod';
import { guardrailsSchema, routingSchema, scheduleSchema } from './decision-schema.ts';
import { experimentsSchema, holdoutSchema, playVariantsSchema } from './experiment-schema.ts';
import type { KNOWN_EVENTS } from './known-events.ts';
import { SIGNAL_CATEGORIES } from './preset-spec.ts';
import { PRESET_NAMES, PRESETS, type PresetName } from './presets.ts';
import { addOnSchema, pricesSchema } from './price-schema.ts';
import { qualificationSchema } from './qualification-schema.ts';
import { readinessSchema } from './readiness-schema.ts';
import { id, text } from './schema-parts.ts';
import { stagesSchema } from './stages-schema.ts';

/**
 * The config as a team writes it (api.md, "Config"). Unknown keys are errors, so that a typing slip is never silently a default.
 * What refers to what (a limit to its meter, a play to its signal) is checked in `check-references.ts`.
 */

const eventName = z.string().trim().min(1, 'expected the name of an event').max(200, 'expected at most 200 characters');
const percentage = z
  .number()
  .min(1, 'expected a percentage from 1 to 100')
  .max(100, 'expected a percentage from 1 to 100');

const reset = z.enum(['never', 'day', 'week', 'month', 'period']);

/** S1.1: what a meter measures, where it is more than "use"; API calls warn at 90% rather than at 80 and 95 (X1). */
const dimension = z.enum(['use', 'api', 'storage', 'data']);

const meterOf = {
  name: text.exactOptional(),
  dimension: dimension.default('use'),
};
const counted = { ...meterOf, event: eventName, reset: reset.default('month') };

const meterSchema = z.discriminatedUnion(
  'aggregate',
  [
    z.strictObject({ ...counted, aggregate: z.literal('count') }),
    z.strictObject({
      ...counted,
      aggregate: z.literal('sum'),
      property: eventName,
    }),
    z.strictObject({
      ...counted,
      aggregate: z.literal('latest'),
      property: eventName,
    }),
    z.strictObject({
      ...counted,
      aggregate: z.literal('max'),
      property: eventName,
    }),
    z.strictObject({
      ...counted,
      aggregate: z.literal('unique'),
      property: eventName.exactOptional(),
    }),
    z.strictObject({ ...meterOf, aggregate: z.literal('members') }),
    // S2.24: how many days back can be seen. Nothing counts towards it; walking into it is told by Content Blocked.
    z.strictObject({ ...meterOf, aggregate: z.literal('history') }),
  ],
  {
    error: 'expected "aggregate" to be one of "count", "sum", "latest", "max", "unique", "members", "history"',
  },
);

const featureSchema = z.strictObject({
  name: text,
  value: text.exactOptional(),
  gateEvent: eventName.exactOptional(),
  useEvents: z.array(eventName).max(50).exactOptional(),
  searchTerms: z.array(text).max(50).exactOptional(),
  /** S4.14: the features beside it, whose users are close to needing it. */
  adjacentTo: z.array(id).max(50).exactOptional(),
  /** Whether it is a connection to another product (S1.10, S1.43). */
  integration: z.boolean().exactOptional(),
});

/** Something that is reached by doing: a workflow completed, a milestone of value, an outcome in numbers (S2.1, S3.8-S3.11). */
const goalSchema = z.strictObject({
  name: text.exactOptional(),
  event: eventName,
  property: eventName.exactOptional(),
  count: z.number().positive().max(1e12).exactOptional(),
  plan: id.exactOptional(),
});

/** S0.3: what a completed workflow makes people ask next, and the feature that answers it. */
const workflowSchema = z.strictObject({
  name: text.exactOptional(),
  event: eventName.exactOptional(),
  answeredBy: id.exactOptional(),
});

/** A team's own names for the events that Kairos understands without configuration. */
const eventsSchema = z.strictObject({
  memberAdded: eventName.exactOptional(),
  memberRemoved: eventName.exactOptional(),
  inviteSent: eventName.exactOptional(),
  pricingViewed: eventName.exactOptional(),
  checkoutStarted: eventName.exactOptional(),
  searched: eventName.exactOptional(),
  gateHit: eventName.exactOptional(),
  gateLeft: eventName.exactOptional(),
  shareAttempted: eventName.exactOptional(),
  contentBlocked: eventName.exactOptional(),
  rateLimitHit: eventName.exactOptional(),
  integrationConnected: eventName.exactOptional(),
  integrationDisconnected: eventName.exactOptional(),
  workflowCompleted: eventName.exactOptional(),
  ticketOpened: eventName.exactOptional(),
  ticketResolved: eventName.exactOptional(),
  complaintReceived: eventName.exactOptional(),
  paymentFailed: eventName.exactOptional(),
  departmentAdded: eventName.exactOptional(),
} satisfies Record<keyof typeof KNOWN_EVENTS, unknown>);

/** S0.22: a short stretch after the limit rather than a hard stop; `null` makes the limit hard. */
const graceSchema = z.strictObject({
  percent: z.number().min(0).max(100).default(10),
  days: z.number().min(0).max(366).default(3),
});

/** X1: the default thresholds are 80% and 95%, for API calls 90%; each entitlement may have its own. */
export const limitSchema = z.strictObject({
  limit: z.int('expected a whole number of 0 or more, or null for unlimited').min(0).nullable(),
  grace: graceSchema.nullable().default({ percent: 10, days: 3 }),
  thresholds: z.array(percentage).min(1).max(5).exactOptional(),
});

const entitlementSchema = z.union([limitSchema, z.boolean(), text], {
  error: 'expected true, false, a text value, or { "limit": 100 } for a meter',
});

const planSchema = z.strictObject({
  id,
  name: text,
  prices: pricesSchema,
  entitlements: z.record(id, entitlementSchema).default({}),
  /** Made for one person; also a plan that grants one seat (S1.42). */
  individual: z.boolean().exactOptional(),
});

export const messageSchema = z.strictObject({
  done: text,
  near: text,
  unlock: text,
  action: text,
  reassurance: text,
});

const priority = z.enum(['urgent', 'critical', 'high', 'medium', 'low']);

/**
 * A condition of the team's own, in CEL (`condition/`). Without `on` it holds as long as the condition does, and `holdDays` longer;
 * with `on` it is asked when such an event comes, and lasts `expiresDays` (14).
 */
const conditionSignalSchema = z.strictObject({
  preset: z.undefined().optional(),
  when: z.string(`expected "when", a condition, or "preset", one of ${PRESET_NAMES.join(', ')}`),
  name: text.exactOptional(),
  on: z.array(eventName).min(1, 'expected the name of at least one event').max(50).exactOptional(),
  category: z.enum(SIGNAL_CATEGORIES).default('engagement'),
  priority: priority.default('medium'),
  polarity: z.enum(['positive', 'negative']).default('positive'),
  expiresDays: z.number().positive().max(366).exactOptional(),
  holdDays: z.number().positive().max(366).exactOptional(),
});

/** A preset under a name of the team's choice, with its own parameters where they differ from the defaults; or a condition. */
export const signalSchema = z.discriminatedUnion('preset', [...presetSchemas(), conditionSignalSchema], {
  error: `expected "preset" to be one of ${PRESET_NAMES.map((name) => `"${name}"`).join(', ')}`,
});

type SchemaOf<Name, Params> = Params extends z.ZodRawShape
  ? z.ZodObject<
      { preset: z.ZodLiteral<Name & PresetName>; priority: z.ZodExactOptional<typeof priority> } & Params,
      z.core.$strict
    >
  : never;
type PresetSchema = { [Name in PresetName]: SchemaOf<Name, (typeof PRESETS)[Name]['params']> }[PresetName];

function presetSchemas(): [PresetSchema, ...PresetSchema[]] {
  const schemas = PRESET_NAMES.map((name) =>
    z.strictObject({ preset: z.literal(name), priority: priority.exactOptional(), ...PRESETS[name].params }),
  );
  return schemas as [PresetSchema, ...PresetSchema[]];
}

/** What a play offers: the next change that fits, a plan, seats, or an add-on. */
const offerSchema = z.strictObject({
  to: z.union([
    id,
    z.strictObject({ seats: z.union([z.int().min(1).max(1_000_000), z.literal('needed')]) }),
    z.strictObject({ addOn: id }),
  ]),
});

export const playSchema = z.strictObject({
  id,
  kind: z.enum(['upsell', 'cross-sell']).default('upsell'),
  trigger: z
    .array(id, 'expected a list of signal ids: a play needs a signal from real use to start it (S1.57)')
    .min(1, 'expected at least one signal id: a play needs a signal from real use to start it (S1.57)'),
  /** Whom it is for, in CEL over the account and who asks; left out: everybody. */
  audience: z.string().min(1, 'expected a condition, or no "audience" at all for everybody').exactOptional(),
  offer: offerSchema.default({ to: 'next' }),
  /** Who carries it: left to the amount (S3.17-S3.22) unless said. */
  motion: z.enum(['auto', 'self-serve', 'sales-assisted', 'hybrid']).default('auto'),
  channels: z
    .array(z.enum(['in-app', 'email', 'human']))
    .min(1)
    .default(['in-app', 'email', 'human']),
  /** Whether we start it; false: it only answers what somebody walks into. */
  proactive: z.boolean().default(true),
  /** When it is on; left out: always. */
  schedule: scheduleSchema.exactOptional(),
  placements: z.array(text).min(1).default(['*']),
  priority: z.int().min(-1000).max(1000).default(0),
  message: messageSchema.exactOptional(),
  variants: playVariantsSchema.exactOptional(),
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
  workflows: z.record(id, workflowSchema).default({}),
  milestones: z.record(id, goalSchema).default({}),
  outcomes: z.record(id, goalSchema).default({}),
  events: eventsSchema.prefault({}),
  plans: z.array(planSchema).min(1, 'expected at least one plan'),
  addOns: z.array(addOnSchema).max(500, 'expected at most 500 add-ons').default([]),
  defaultPlan: id.exactOptional(),
  signals: z.record(id, signalSchema).exactOptional(),
  plays: z.array(playSchema).exactOptional(),
  guardrails: guardrailsSchema.prefault({}),
  routing: routingSchema.prefault({}),
  holdout: holdoutSchema.prefault({}),
  experiments: experimentsSchema.default([]),
  stages: stagesSchema.prefault({}),
  qualification: qualificationSchema.prefault({}),
  readiness: readinessSchema.prefault({}),
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
export type StagesConfig = Config['stages'];
export type BillingInterval = 'month' | 'year';

/** Types a config file: `export default defineConfig({ product: { name: 'Ledgerly' }, plans: [...] })`. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
