import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** The folder of the scenarios, whose format is described there in README.md. */
const SPEC_FOLDER = join(import.meta.dirname, '../../spec');

const time = z.iso.datetime({ offset: true }).describe('ISO 8601 with an offset');
const json = z.record(z.string(), z.json());
const subset = json.describe(
  'A part of the answer: every key named here has this value there; lists match item by item',
);
const reference = z
  .string()
  .regex(/^\$[a-z][a-zA-Z0-9]*$/)
  .describe('The id of what an earlier step called by this name with "as"');
const name = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);

const config = z.union([
  z
    .string()
    .regex(/^configs\/[a-z0-9-]+\.json$/)
    .describe('A config beside the scenarios'),
  json.describe('A config, as PUT /v1/config takes it'),
]);

const message = z
  .looseObject({
    type: z.enum(['track', 'identify', 'group', 'page']),
    times: z.int().min(2).max(1_000).exactOptional().describe('Sent so many times, each with a messageId of its own'),
    messageId: z.string().exactOptional().describe('Made up by the runner where it is left out'),
    timestamp: time.exactOptional().describe('The time of the step where it is left out'),
  })
  .describe('A call of the Segment HTTP tracking API');

const fired = z
  .array(
    z.strictObject({
      account: z.string(),
      signal: z.string(),
      subject: z
        .string()
        .nullable()
        .describe('What it is about: a meter, a feature, a workflow; null for the account as a whole'),
      evidence: subset.exactOptional(),
    }),
  )
  .describe('Every signal that fired in this step, in any order');

const refused = z
  .strictObject({ code: z.string(), errors: z.array(subset).exactOptional() })
  .describe('The problem that is answered instead: its code and its errors');

const trace = z
  .array(
    z.strictObject({
      play: z.string(),
      outcome: z.enum(['chosen', 'lost', 'refused']),
      failed: z.string().nullable().exactOptional().describe('The rule that failed; null where none did'),
    }),
  )
  .describe('Every play in order, and the rule that decided against it');

const checkAsk = z.strictObject({ account: z.string(), feature: z.string(), amount: z.number().exactOptional() });

const decideAsk = z.strictObject({
  account: z.string(),
  user: z.string(),
  role: z.string().exactOptional(),
  session: z.string().exactOptional(),
  placement: z.string().exactOptional(),
  trigger: z
    .strictObject({
      type: z.enum(['gate', 'limit', 'seats', 'share', 'search', 'outcome']),
      feature: z.string().exactOptional(),
      meter: z.string().exactOptional(),
      amount: z.number().exactOptional(),
    })
    .exactOptional()
    .describe('What the user just walked into; without it, it is the product that starts'),
});

const interval = z.enum(['month', 'year']);

const quoteAsk = z.strictObject({
  account: z.string(),
  change: z.strictObject({
    plan: z.string().exactOptional(),
    interval: interval.exactOptional(),
    seats: z.int().exactOptional(),
    addOns: z.array(z.string()).exactOptional(),
  }),
  moment: z.string().exactOptional(),
});

const subscription = z.strictObject({
  plan: z.string(),
  interval,
  seats: z.int().exactOptional(),
  addOns: z.array(z.string()).exactOptional(),
  startedAt: time,
  renewsAt: time,
});

const always = {
  at: time.exactOptional().describe('Moves the clock before the step; never back'),
  note: z.string().exactOptional().describe('What the step shows'),
  fired: fired.exactOptional(),
};
const answered = { expect: subset.exactOptional(), refused: refused.exactOptional() };

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('wait'), ...always }),
  z.strictObject({ do: z.literal('configure'), ...always, config, ...answered }),
  z.strictObject({ do: z.literal('send'), ...always, messages: z.array(message).min(1), ...answered }),
  z.strictObject({ do: z.literal('account'), ...always, account: z.string(), ...answered }),
  z.strictObject({ do: z.literal('check'), ...always, ask: checkAsk, ...answered }),
  z.strictObject({ do: z.literal('subscribe'), ...always, account: z.string(), subscription, ...answered }),
  z.strictObject({
    do: z.literal('decide'),
    ...always,
    ask: decideAsk,
    as: name.exactOptional(),
    moment: subset.nullable().exactOptional(),
    wall: subset.nullable().exactOptional(),
    routed: subset.nullable().exactOptional(),
    trace: trace.exactOptional(),
  }),
  z.strictObject({
    do: z.literal('take'),
    ...always,
    moment: reference,
    step: z.enum(['shown', 'clicked', 'checkout-started', 'dismissed', 'snoozed']),
    said: z
      .strictObject({ until: time.exactOptional(), reason: z.string().exactOptional() })
      .exactOptional()
      .describe('Until when it was put off, or why it was refused'),
    ...answered,
  }),
  z.strictObject({ do: z.literal('quote'), ...always, ask: quoteAsk, as: name.exactOptional(), ...answered }),
  z.strictObject({ do: z.literal('accept'), ...always, quote: reference, ...answered }),
  z.strictObject({ do: z.literal('invoices'), ...always, account: z.string(), ...answered }),
]);

export const scenarioSchema = z.strictObject({
  $schema: z.literal('./schema.json'),
  id: z
    .string()
    .regex(/^\d{4}(?:-[a-z0-9]+)+$/)
    .describe('The file’s name'),
  title: z.string().min(10).describe('What holds, in one sentence'),
  proves: z
    .array(z.string().regex(/^(?:S[0-4]\.|X)\d+$/))
    .min(1)
    .describe('The lines of the acceptance list that it proves'),
  config,
  steps: z.array(stepSchema).min(1),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type Step = Scenario['steps'][number];
export type SegmentMessage = z.output<typeof message>;
export type CheckAsk = z.output<typeof checkAsk>;
export type DecideAsk = z.output<typeof decideAsk>;
export type QuoteAsk = z.output<typeof quoteAsk>;
export type SubscriptionTerms = z.output<typeof subscription>;
export type JsonObject = z.output<typeof json>;

/** Every scenario, in the order of its number. Throws, with the file's name, at one that isn't in the format. */
export function readScenarios(): readonly Scenario[] {
  return globSync('[0-9]*.json', { cwd: SPEC_FOLDER })
    .toSorted()
    .map((file) => {
      const read = scenarioSchema.safeParse(readJson(file));
      if (!read.success) throw new TypeError(`${file} is not a scenario: ${z.prettifyError(read.error)}`);
      if (`${read.data.id}.json` !== basename(file))
        throw new TypeError(`${file} says that it is ${read.data.id}; name one for the other`);
      return read.data;
    });
}

/** A scenario's config, read from its file where it names one. */
export function readConfig(config: Scenario['config']): JsonObject {
  return typeof config === 'string' ? json.parse(readJson(config)) : config;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(SPEC_FOLDER, file), 'utf8'));
}
