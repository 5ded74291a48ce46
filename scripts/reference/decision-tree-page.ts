import { decisionTree } from '../../packages/engine/src/decide/decision-tree.ts';
import { decisionTreeMermaid, decisionTreeText } from '../../packages/engine/src/decide/decision-tree-text.ts';
import { compiled } from '../../packages/engine/src/testing/world.ts';
import { block } from './markdown.ts';
import { studioAsShipped } from './studio-as-shipped.ts';

const INTRODUCTION = `# The upsell trigger decision tree

What is asked before anything is offered, as one tree: the [rules of a decision](rules.md) with the numbers of a config, for each of its
plays. It is made from the compiled config, so it is always the tree that is really asked. Here it is for the plays that every config has
until it writes its own, over the catalog of a fictional design studio.

Yours, of the version that is active now:

- \`kairos tree\`, with \`--play <id>\` for one play and \`--format mermaid\` or \`json\`
- \`GET /v1/config/decision-tree\`, with \`?format=text\` or \`?format=mermaid\`, and \`&play=<id>\`

A trace of a decision is one path through it: \`kairos explain <account>\`.`;

/** The tree of the default plays, as text and as a chart. */
export function decisionTreePage(): string {
  const tree = decisionTree(compiled(studioAsShipped()));
  return [
    INTRODUCTION,
    '## As text',
    block('text', decisionTreeText(tree)),
    '## As a chart',
    'A no that only means silence is not drawn.',
    block('mermaid', decisionTreeMermaid(tree)),
  ].join('\n\n');
}
