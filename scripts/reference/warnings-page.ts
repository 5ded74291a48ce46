import type { ConfigInput } from '../../packages/engine/src/catalog/config-schema.ts';
import { configWarnings } from '../../packages/engine/src/catalog/config-warnings.ts';
import { invariant } from '../../packages/engine/src/kernel/invariant.ts';
import type { Issue } from '../../packages/engine/src/kernel/issue.ts';
import { lintCopy } from '../../packages/engine/src/present/copy-lint/lint-copy.ts';
import type { CopyFinding, CopyRuleId } from '../../packages/engine/src/present/copy-lint/rule.ts';
import { type Message, MESSAGE_PARTS } from '../../packages/engine/src/present/message.ts';
import { compile } from '../../packages/engine/src/program.ts';
import { ledgerly } from '../../packages/engine/src/testing/ledgerly.ts';
import { code, quoted, table } from './markdown.ts';
import { type ConfigNote, COPY_NOTES, type CopyNote, REFUSAL_NOTES, WARNING_NOTES } from './warning-notes.ts';

const SOUND: Message = {
  done: 'You have used {{ used }} of your {{ limit }} {{ meter.name }}.',
  near: 'That leaves {{ remaining }} until {{ resetsOn }}.',
  unlock: '{{ next.name }} gives you {{ unlocks }}.',
  action: 'Upgrade to {{ next.name }}',
  reassurance: 'Step back down whenever you like.',
};

const INTRODUCTION = `# What a config is told

\`PUT /v1/config\`, \`POST /v1/config/lint\` and \`kairos lint\` say everything at once, each finding with its path, its rule and what to
do. An **error** keeps a config from being put: what is running goes on as it is. A **warning** is advice, and the config works.

Shapes that are wrong and names that nobody declared are errors too, under the rule \`config\`; they explain themselves. The rest is below,
each with the reason behind it and a case that was really put to Kairos to write this page.`;

/** Every rule that a config is judged by, with its reason. */
export function warningsPage(): string {
  return [
    INTRODUCTION,
    '## Refused: errors of the catalog and its plays',
    ...Object.entries(REFUSAL_NOTES).map(([rule, note]) =>
      configSection(rule, 'error', note, refusals(note.example.config)),
    ),
    '## Advised against: warnings of the catalog',
    ...Object.entries(WARNING_NOTES).map(([rule, note]) =>
      configSection(rule, 'warning', note, warnings(note.example.config)),
    ),
    '## Copy',
    COPY_INTRODUCTION,
    ...copyRules().map(([rule, note]) => copySection(rule, note)),
  ].join('\n\n');
}

const COPY_INTRODUCTION = `A message has five parts, always in this order; nobody can put the price first, because there is no place for it:

${table(
  ['part', 'says', 'for example'],
  [
    ['`done`', 'what you did', code(SOUND.done)],
    ['`near`', 'what you are close to', code(SOUND.near)],
    ['`unlock`', 'what you unlock', code(SOUND.unlock)],
    ['`action`', 'the one thing to do', code(SOUND.action)],
    ['`reassurance`', 'the risk that is removed', code(SOUND.reassurance)],
  ],
)}

The rules read templates as their authors wrote them, every branch of them. They are patterns over English, and find the usual ways to go
wrong rather than every one.`;

function configSection(rule: string, severity: string, note: ConfigNote, said: readonly Issue[]): string {
  const found = said.find((issue) => issue.rule === rule);
  invariant(found !== undefined, `the example of ${rule} is told: ${JSON.stringify(said)}`);
  const facts = [
    `- **Severity** ${severity}`,
    `- **For example** ${note.example.told} At ${code(found.path)}: ${quoted(found.message)}`,
    `- **Source** ${note.source}`,
  ];
  return [`### ${rule}`, note.why, facts.join('\n')].join('\n\n');
}

function warnings(changes: Partial<ConfigInput>): readonly Issue[] {
  const compiled = compile(ledgerly(changes));
  invariant(compiled.ok, `a config that is warned of compiles: ${JSON.stringify(compiled)}`);
  return configWarnings(compiled.value.catalog);
}

function refusals(changes: Partial<ConfigInput>): readonly Issue[] {
  const compiled = compile(ledgerly(changes));
  return compiled.ok ? [] : compiled.issues;
}

function copyRules(): readonly (readonly [CopyRuleId, CopyNote])[] {
  return Object.entries(COPY_NOTES) as [CopyRuleId, CopyNote][];
}

function copySection(rule: CopyRuleId, { why, source, bad, good }: CopyNote): string {
  const found = lint(bad).find((finding) => finding.rule === rule);
  invariant(found !== undefined, `the bad copy of ${rule} is found: ${JSON.stringify(lint(bad))}`);
  invariant(lint(good).length === 0, `the good copy of ${rule} is good: ${JSON.stringify(lint(good))}`);
  const facts = [
    `- **Severity** ${found.severity}`,
    `- **Not** ${copyText(bad)}`,
    `- **But** ${copyText(good)}`,
    `- **Told** ${quoted(found.message)}`,
    `- **Source** ${source}`,
  ];
  return [`### ${rule}`, why, facts.join('\n')].join('\n\n');
}

function lint(changes: Partial<Message>): readonly CopyFinding[] {
  return lintCopy({ message: { ...SOUND, ...changes }, kind: 'usage' });
}

function copyText(parts: Partial<Message>): string {
  return MESSAGE_PARTS.flatMap((part) => parts[part] ?? [])
    .map(code)
    .join(' ');
}
