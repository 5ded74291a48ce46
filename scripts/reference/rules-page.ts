import { decisionTree } from '../../packages/engine/src/decide/decision-tree.ts';
import type { TreeQuestion } from '../../packages/engine/src/decide/decision-tree-question.ts';
import { traceText } from '../../packages/engine/src/decide/trace.ts';
import { invariant } from '../../packages/engine/src/kernel/invariant.ts';
import { isObject } from '../../packages/engine/src/kernel/scalar.ts';
import { type AccountInWorld, aWorld, compiled } from '../../packages/engine/src/testing/world.ts';
import { block, code, table } from './markdown.ts';
import { RULE_NOTES } from './rule-notes.ts';
import { EXAMPLE_START, everyDay } from './signal-note.ts';
import { studioAsShipped } from './studio-as-shipped.ts';

const INTRODUCTION = `# The rules of a decision

Before anything is offered, every play is asked these questions in turn. A yes leads to the next; the first no ends it, and most of the
time that is the end: silence is the usual answer. Every answer is kept as a **trace**, with the numbers that decided: in the console
on an account’s page, from \`POST /v1/decide\`, and on the command line with \`kairos explain <account>\`.

What somebody walks into (a limit, a gate, a seat, a share, a search, an outcome) is never rationed: it is asked the short list and always
answered, at least by the plain wall that says what holds them up.

The questions below have the default numbers. With those of your own config, for each of your plays, they are the
[decision tree](decision-tree.md).`;

/** Every rule of a decision, in order, with what it asks and its default numbers. */
export function rulesPage(): string {
  const program = compiled(studioAsShipped());
  const [play] = decisionTree(program).plays;
  invariant(play !== undefined, 'the studio has plays');
  const overview = table(
    ['rule', 'when we start', 'when somebody walks into something'],
    play.proactive.map(({ rule }) => [
      code(rule),
      'asked',
      play.reactive.some((question) => question.rule === rule) ? 'asked' : '',
    ]),
  );
  const rules = play.proactive.map((question) => ruleSection(question, program.catalog.config));
  return [INTRODUCTION, overview, ...rules, traces()].join('\n\n');
}

function ruleSection({ rule, asks, otherwise }: TreeQuestion, config: object): string {
  const { why, source, settings } = RULE_NOTES[rule];
  const facts = [`- **Asks** ${asks}`, `- **If not** ${otherwise}`, `- **Source** ${source}`];
  const numbers = settings.map((path) => [code(path), code(JSON.stringify(valueAt(config, path)))]);
  const set = numbers.length === 0 ? [] : [table(['set by', 'default'], numbers)];
  return [`## ${rule}`, why, facts.join('\n'), ...set].join('\n\n');
}

/** What a config has at a path; a path that leads nowhere is a slip of ours. */
function valueAt(config: object, path: string): unknown {
  let value: unknown = config;
  for (const name of path.split('.')) {
    invariant(isObject(value) && name in value, `a config has ${path}`);
    value = value[name];
  }
  return value;
}

function traces(): string {
  const first = decided(ready());
  const troubled = decided(ready().sent('Ticket Opened', { properties: { ticket: 'export-fails' } }));
  return [
    '## Two traces',
    'A design studio that used eight of its ten exports, after a dozen active days:',
    block('text', first),
    'The same account with a support ticket open:',
    block('text', troubled),
  ].join('\n\n');
}

/** An account that is ready for an offer, of a config without a holdout. */
function ready(): AccountInWorld {
  const config = { ...studioAsShipped(), holdout: { percent: 0 } };
  const account = aWorld({ now: EXAMPLE_START, config }).account('acme').subscribed('team');
  return everyDay(account, 12, ['Board Drawn', 'Brand Applied']).sent('File Exported', { times: 8 });
}

function decided(account: AccountInWorld): string {
  const { trace } = account.decide({ role: 'admin', session: 's1', placement: 'home' });
  return traceText(trace.filter(({ play }) => play === 'outgrowing-limit'));
}
