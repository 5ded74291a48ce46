import {
  SIGNAL_CATEGORIES,
  type PresetSpec,
  type SignalCategory,
} from '../../packages/engine/src/catalog/preset-spec.ts';
import { PRESET_NAMES, PRESETS, type PresetName } from '../../packages/engine/src/catalog/presets.ts';
import { type Instant, toIso } from '../../packages/engine/src/kernel/instant.ts';
import { GROWTH_NOTES } from './growth-notes.ts';
import { anchor, block, jsonText, table } from './markdown.ts';
import { NEED_NOTES } from './need-notes.ts';
import { parameterRows } from './parameter-rows.ts';
import { runExample } from './run-example.ts';
import type { SignalNote } from './signal-note.ts';

const NOTES: Readonly<Record<PresetName, SignalNote>> = { ...NEED_NOTES, ...GROWTH_NOTES };

const CATEGORIES: Readonly<Record<SignalCategory, string>> = {
  usage: 'A limit comes near, is reached, or stays near.',
  gate: 'Somebody wants a feature that the plan does not include.',
  seats: 'More people than the plan is made for.',
  engagement: 'The product is used more than most use it.',
  value: 'Something worked out: the best time to say what comes next.',
  intent: 'Somebody thinks of buying.',
  organisation: 'The customer grows.',
  collaboration: 'Somebody shares with a person who would need a higher plan.',
  renewal: 'A renewal comes near, for an account with proof of value.',
  health: 'Trouble. Each of these speaks against an offer and for help; none of them starts a play by default.',
};

/** What the documents claim of the same thing, each in its own words; never averaged (X7). */
const CLAIMS: readonly (readonly [about: string, claims: string])[] = [
  ['limits', '25 to 35% near a limit and 45 to 60% at it (S1.35, S1.36), 25 to 40% (S1.56), 28% (S1.48), 34% (S1.32)'],
  ['locked features', '18 to 28% and 22 to 32% (S1.37, S1.38), 18 to 30% (S1.56), 22% (S1.33), 35% (S2.55)'],
  ['seats', '35 to 45% and 28 to 38% (S1.41, S1.42), 30 to 45% (S1.56), 38% (S1.48), 41% (S1.34)'],
];

const INTRODUCTION = `# Signals

A signal is a fact about an account that speaks for an upgrade, or against one. It fires once for each time that it becomes true, holds
for as long as it is true, and says by its evidence what made it fire. Signals start plays; nothing else does.

Without any \`signals\` in the config, all of these are on, under their own names, with the defaults below. To change one, or to have
only some, list them:

\`\`\`json
{ "signals": { "nearly-out-of-exports": { "preset": "usage.approaching", "meters": ["exports"], "priority": "urgent" } } }
\`\`\`

The name on the left is yours; plays refer to it under \`trigger\`. Besides its own parameters, each preset takes a \`priority\`:
\`urgent\`, \`critical\`, \`high\`, \`medium\` or \`low\`. A signal of your own says \`when\` instead of \`preset\`: see
[conditions](conditions.md).

**Of the conversion ranges.** The documents that Kairos was built from claim how many of some signals end in an upgrade. They bring no
data. The ranges stand here, and in reports, as a reference line to hold your own numbers against: they are never a forecast, and
until a play has numbers of its own they only help to put two equally urgent plays in order. The documents disagree; this is all they
say:

${table(['of', 'claims'], CLAIMS)}

**Of the examples.** Each was run through the engine to write this page, from its story to the signal, and from there to its end. The
product is a fictional design studio's. The account is on its plan Team: 3 seats, 10 exports and 100 API calls a month, 1,000 of
storage, 90 days of history, boards and the brand kit, without charts and without the ledger sync. Everything begins on Monday,
2 March 2026, at noon (UTC). Instants in evidence are milliseconds since 1970.`;

/** Every signal of the library, by category. */
export function signalsPage(): string {
  const sections = SIGNAL_CATEGORIES.map((category) => {
    const presets = PRESET_NAMES.filter((name) => PRESETS[name].category === category);
    return [`## ${titled(category)}`, CATEGORIES[category], ...presets.map(signalSection)].join('\n\n');
  });
  return [INTRODUCTION, overview(), ...sections].join('\n\n');
}

function overview(): string {
  const rows = SIGNAL_CATEGORIES.flatMap((category) =>
    PRESET_NAMES.filter((name) => PRESETS[name].category === category).map((name) => [
      `[\`${name}\`](${anchor(name)})`,
      category,
      PRESETS[name].priority,
      PRESETS[name].summary,
    ]),
  );
  return table(['signal', 'category', 'priority', 'fires when'], rows);
}

function signalSection(name: PresetName): string {
  const spec: PresetSpec = PRESETS[name];
  const note = NOTES[name];
  const facts = [
    `- **Priority** ${spec.priority}, **polarity** ${POLARITIES[spec.polarity]}`,
    `- **Ends** ${note.ends}`,
    `- **Claimed conversion** ${conversionText(spec)}`,
    `- **Source** ${spec.source}`,
  ].join('\n');
  return [`### ${name}`, spec.summary, facts, parameters(spec, note), example(name, note)].join('\n\n');
}

const POLARITIES: Readonly<Record<PresetSpec['polarity'], string>> = {
  positive: 'positive: it speaks for an offer',
  negative: 'negative: it speaks against any offer',
};

function conversionText({ conversion }: PresetSpec): string {
  if (conversion === null) return 'none';
  const [low, high] = conversion;
  return `${low} to ${high}%: a claim of the documents without data, never a forecast`;
}

function parameters({ params }: PresetSpec, note: SignalNote): string {
  const rows = parameterRows(params, note.params);
  return rows.length === 0
    ? 'It has no parameters.'
    : table(['parameter', 'kind', 'default', 'range', 'meaning'], rows);
}

function example(name: PresetName, { example: told }: SignalNote): string {
  const { subject, firedAt, expiresAt, evidence } = runExample(name, told);
  const about = subject === null ? 'It is about the account as a whole' : `It is about \`${subject}\``;
  const until = expiresAt === null ? 'without an end of its own' : `to end by itself on ${minuteText(expiresAt)}`;
  const said = `Example: ${told.story} ${about}, fired on ${minuteText(firedAt)}, ${until}. Its evidence:`;
  return [said, block('json', jsonText(evidence))].join('\n\n');
}

/** An instant as a reader takes it in: 2 March 2026 is `2026-03-02 12:00`. */
function minuteText(at: Instant): string {
  return toIso(at).slice(0, 16).replace('T', ' ');
}

function titled(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
