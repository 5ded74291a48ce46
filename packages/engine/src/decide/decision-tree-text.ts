import type { DecisionTree, PlayTree } from './decision-tree.ts';
import { SILENCE, type TreeQuestion } from './decision-tree-question.ts';

/** The two ways into the tree. */
const WAYS = ['reactive', 'proactive'] as const;
type Way = (typeof WAYS)[number];

const OPENS: Readonly<Record<Way, string>> = {
  reactive: 'Somebody walks into something: answered at once',
  proactive: 'We start, at a signal: most of the time this ends in silence',
};

/** What the plays that go one way are asked: the same of all of them, or each its own (`null`). */
type Trunk = readonly { readonly rule: TreeQuestion['rule']; readonly common: TreeQuestion | null }[];

/**
 * The tree as text, for people: first what every play is asked, with what a no leads to where that is more than silence; then, play by
 * play, the questions that are its own.
 */
export function decisionTreeText(tree: DecisionTree): string {
  const title = `${tree.product}, config version ${tree.version}: what is asked before anything is offered`;
  const ways = WAYS.flatMap((way) => {
    const plays = tree.plays.filter((play) => play[way].length > 0);
    return plays.length === 0 ? [] : [wayText(way, plays)];
  });
  return [title, ...ways].join('\n\n');
}

function wayText(way: Way, plays: readonly PlayTree[]): string {
  const trunk = trunkOf(plays.map((play) => play[way]));
  const width = Math.max(...trunk.map(({ rule }) => rule.length));
  const line = (rule: string, text: string): string => `  ${rule.padEnd(width)}  ${text}`;
  const shared = trunk.map(({ rule, common }) =>
    line(rule, common === null ? '(each play its own)' : questionText(common)),
  );
  const own = new Set(trunk.filter(({ common }) => common === null).map(({ rule }) => rule));
  const branches = plays.map((play) => {
    const lines = play[way]
      .filter(({ rule }) => own.has(rule))
      .map((question) => line(question.rule, questionText(question)));
    return [`${play.play} (${play.kind}, priority ${play.priority})`, ...lines].join('\n');
  });
  return [`${OPENS[way]}\n${shared.join('\n')}`, ...(own.size === 0 ? [] : branches)].join('\n\n');
}

function questionText({ asks, otherwise }: TreeQuestion): string {
  return otherwise === SILENCE ? asks : `${asks} If not: ${otherwise}.`;
}

/** Of one play everything is common. */
function trunkOf(branches: readonly (readonly TreeQuestion[])[]): Trunk {
  const [first = []] = branches;
  return first.map((question, index) => {
    const isCommon = branches.every((branch) => branch[index]?.asks === question.asks);
    return { rule: question.rule, common: isCommon ? question : null };
  });
}

/** Questions are sentences: Mermaid's own width of 200 would make towers of them. */
const WIDE = '%%{init: {"flowchart": {"wrappingWidth": 480}}}%%';

/**
 * The tree as a Mermaid flowchart: the questions that all plays share in a row, and what starts each play. A no that only means silence
 * is not drawn.
 */
export function decisionTreeMermaid(tree: DecisionTree): string {
  const ways = WAYS.flatMap((way) => {
    const plays = tree.plays.filter((play) => play[way].length > 0);
    return plays.length === 0 ? [] : wayChart(way, plays);
  });
  return [
    WIDE,
    'flowchart TD',
    '  start{"Did somebody just walk into something?"}',
    ...ways,
    '  moment(["a moment"])',
  ].join('\n');
}

function wayChart(way: Way, plays: readonly PlayTree[]): readonly string[] {
  const trunk = trunkOf(plays.map((play) => play[way]));
  const node = (index: number): string => (index < trunk.length ? `${way}${index}` : 'moment');
  const nodes = trunk.flatMap(({ rule, common }, index) => {
    const label = common === null ? ownLabel(rule, plays, way) : `${rule}<br/>${escaped(common.asks)}`;
    const yes = `    ${node(index)}["${label}"] -- yes --> ${node(index + 1)}`;
    const otherwise = common?.otherwise ?? SILENCE;
    return otherwise === SILENCE
      ? [yes]
      : [yes, `    ${node(index)} -- no --> ${node(index)}no(["${escaped(outcomeOf(otherwise))}"])`];
  });
  return [
    `  start -- ${way === 'reactive' ? 'yes' : 'no'} --> ${node(0)}`,
    `  subgraph ${way}["${escaped(OPENS[way])}"]`,
    ...nodes,
    '  end',
  ];
}

/** In a chart that a no ends an offer goes without saying. */
function outcomeOf(otherwise: string): string {
  return otherwise.replace(`${SILENCE}; `, '');
}

/** Where plays part: what starts each of them; of any other question, that each has its own. */
function ownLabel(rule: TreeQuestion['rule'], plays: readonly PlayTree[], way: Way): string {
  if (rule !== 'trigger') return `${rule}<br/>each play its own`;
  const starts = plays.map((play) => {
    const [trigger] = play[way];
    const by = trigger?.values['signals'] ?? trigger?.values['types'];
    return escaped(`${play.play}: ${Array.isArray(by) ? by.join(', ') : ''}`);
  });
  return ['trigger', ...starts].join('<br/>');
}

/** Characters that would end a label, as Mermaid's entities. */
function escaped(text: string): string {
  return text.replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;');
}
