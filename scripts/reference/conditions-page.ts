import { compileConditions } from '../../packages/engine/src/condition/condition-set.ts';
import { FUNCTIONS, MACROS } from '../../packages/engine/src/condition/expression.ts';
import { isFamily, isOpen, isSlot, SOURCE_LIMITS } from '../../packages/engine/src/condition/environment.ts';
import type { Schema, SchemaNode, SlotKind, SlotSpec } from '../../packages/engine/src/condition/schema.ts';
import { audienceVocabulary } from '../../packages/engine/src/decide/audience.ts';
import { accountVocabulary, eventVocabulary } from '../../packages/engine/src/detect/vocabulary/vocabulary.ts';
import { invariant } from '../../packages/engine/src/kernel/invariant.ts';
import { compile } from '../../packages/engine/src/program.ts';
import { studio } from '../../packages/engine/src/testing/studio.ts';
import { compiled } from '../../packages/engine/src/testing/world.ts';
import { RECIPES, SLOT_EXAMPLES } from './condition-examples.ts';
import { block, code, jsonText, numeral, table } from './markdown.ts';

const INTRODUCTION = `# Conditions

A condition is a question about one account that is answered with yes or no, written in [CEL](https://cel.dev):
\`usage.exports.ratio >= 0.8 && account.plan == "team"\`. It is checked when the config is put: a name that does not exist, a plan that
is not sold, a comparison of a number with a text are refused, each with its place and the nearest name that there is.

A play may have one under \`audience\`: whom it is for, asked before every offer. A signal of your own has one under \`when\`. Without
\`on\` it holds for as long as the condition does, and \`holdDays\` longer; with \`on\`, a list of events, it is asked when one of them
comes, and lasts \`expiresDays\` (14).

**What is missing.** Some things need not be there: a limit where there is none, days since a complaint that nobody made. \`has(x)\`
asks whether it is. Any other use of what is missing makes a condition fail, which is to say that it does not hold; what stands beside
it in an \`||\` still counts.

**Ids.** \`<meter>\`, \`<feature>\` and so on stand for the ids of your own config. An id that is no plain word is written in brackets:
\`milestones["first-review"].reached\`.`;

const LANGUAGE = `## The language

Numbers, texts, \`true\` and \`false\`, and lists of them; \`== != < <= > >=\`, \`+ - * / %\`, \`&& || !\`, \`a ? b : c\`, \`in\`, \`has\`;
the functions ${Object.keys(FUNCTIONS).map(code).join(', ')};
over a list ${MACROS.map(code).join(', ')}. Not: patterns, dates, maps, \`null\`, indexes into lists.

A condition has at most ${numeral(SOURCE_LIMITS.length)} characters, ${SOURCE_LIMITS.nodes} parts, ${SOURCE_LIMITS.nesting} brackets within brackets and ${SOURCE_LIMITS.listItems} items in a list.
How it differs from CEL elsewhere stands in [the engine's own page](../../packages/engine/src/condition/README.md).`;

const GROUPS: Readonly<Record<string, string>> = {
  account: 'What it is',
  activity: 'How much goes on in it',
  health: 'What troubles it',
  intent: 'Whether somebody thinks of buying',
  organisation: 'How the customer grows',
  subscription: 'What it bought',
  usage: 'What it uses of a meter',
  features: 'What it does with a feature',
  gates: 'How much it wants a locked feature',
  workflows: 'How far it came with a workflow',
  milestones: 'How far it came to a milestone',
  outcomes: 'What it gets out of the product',
  signals: 'What else is known of it',
  event: 'The event at which it is asked (signals with `on` alone)',
  user: 'Who asks (an `audience` alone)',
};

const KINDS: Readonly<Record<SlotKind, string>> = {
  number: 'number',
  text: 'text',
  flag: 'true or false',
  texts: 'list of texts',
  any: 'text, number, or true or false',
};

/** A slot under the name that the page gives it. */
interface NamedSlot {
  readonly name: string;
  readonly slot: SlotSpec;
}

/** Everything that a condition may ask for, with an example of each that compiles and asks for that very thing. */
export function conditionsPage(): string {
  const schema = studioVocabulary();
  const sections = Object.entries(schema.fields).map(([name, node]) => {
    const title = GROUPS[name];
    invariant(title !== undefined, `the group ${name} has a title`);
    const rows = slotsIn(name, node).map((named) => slotRow(schema, named));
    return [`### ${title}`, table(['name', 'kind', 'what it is', 'may be missing', 'example'], rows)].join('\n\n');
  });
  return [INTRODUCTION, LANGUAGE, '## What it may ask for', ...sections, '## Put to use', ...RECIPES.map(recipe)].join(
    '\n\n',
  );
}

function studioVocabulary(): Schema<SlotSpec> {
  const { catalog } = compiled(studio());
  const names = new Set(catalog.signals.map(({ id }) => id));
  const { fields } = eventVocabulary(accountVocabulary(catalog, { each: 'signal', names }));
  return { fields: { ...fields, ...audienceVocabulary(catalog).fields } };
}

function slotsIn(name: string, node: SchemaNode<SlotSpec>): readonly NamedSlot[] {
  if (isSlot(node)) return [{ name, slot: node }];
  if (isOpen(node)) return [{ name: `${name}.<${node.open}>`, slot: node.slot }];
  const within = isFamily(node) ? `${name}.<${node.each}>` : name;
  return Object.entries(node.fields).flatMap(([field, each]) => slotsIn(`${within}.${field}`, each));
}

function slotRow(schema: Schema<SlotSpec>, { name, slot }: NamedSlot): readonly string[] {
  const example = SLOT_EXAMPLES[name];
  invariant(example !== undefined, `there is an example of ${name}`);
  const read = compileConditions([{ path: name, text: example }], schema);
  invariant(read.ok, `the example of ${name} compiles: ${JSON.stringify(read)}`);
  const isAskedFor = read.value.slots.some(({ spec }) => spec === slot);
  invariant(isAskedFor, `the example of ${name} asks for it`);
  const missing = slot.optional ? 'yes' : 'no';
  return [code(name), KINDS[slot.kind], aboutText(slot), missing, code(example)];
}

/** What it is; and what it can be, where that is neither the catalog's nor already said. */
function aboutText({ about, among }: SlotSpec): string {
  const words = among?.each === 'trend' || among?.each === 'interval' ? [...among.names] : [];
  const isSaid = words.every((word) => about.includes(word));
  return isSaid ? about : `${about}: ${words.join(', ')}`;
}

function recipe({ what, config }: (typeof RECIPES)[number]): string {
  const result = compile(studio(config));
  invariant(result.ok, `the recipe compiles: ${JSON.stringify(result)}`);
  return [what, block('json', jsonText(config))].join('\n\n');
}
