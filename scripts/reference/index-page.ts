import { table } from './markdown.ts';

const SOURCES: readonly (readonly string[])[] = [
  ['S0', 'a guide to product upsell strategy for product managers'],
  ['S1', 'a glossary of product-led upsell: its stages, its signals and what is claimed of them'],
  ['S2', 'an anatomy of an upsell strategy: value, tiers, signals, experience, people, economics, measurement'],
  ['S3', 'on timing by engagement signals'],
  ['S4', 'on what upsell is, and when it is in place'],
  ['X', 'a ruling where these disagree; it stands'],
];

/** What there is to look up, and what the source numbers mean. */
export function indexPage(): string {
  return `# Reference

Written from the code by \`npm run reference\`, and checked with every other check: a page that no longer says what the code does fails.

- [Signals](signals.md): every signal of the library, its parameters, when it ends, and an example that was run
- [Conditions](conditions.md): what a signal or an audience of your own may ask for, in CEL
- [The rules of a decision](rules.md): every question that is asked before anything is offered, with its default numbers
- [The decision tree](decision-tree.md): the same, for the plays that every config has, as text and as a chart
- [What a config is told](config-warnings.md): errors, warnings and the rules of copy, each with its reason

## Source numbers

Kairos was built from five documents on upsell. A number such as S1.35 is a line of the list of what they demand: the document, and the
place in its list. Where a number is the documents' own, it is a default; where they claim a result without data, it is shown as a claim.

${table(['', 'what it is'], SOURCES)}`;
}
