import { ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import type { Issue } from '../kernel/issue.ts';
import { complain, type Source } from './complaint.ts';
import { SOURCE_LIMITS } from './environment.ts';

/** Says in our words why cel-js refuses a condition. */
export function explainError(source: Source, error: unknown): Issue {
  if (!(error instanceof ParseError || error instanceof CelTypeError)) {
    return { path: source.path, message: `this condition can't be checked (${String(error)}); say it in another way` };
  }
  const range = error.range ?? error.node?.range;
  const summary = error.summary.replaceAll(/'([^']*)'/g, '"$1"');
  switch (error.code) {
    case 'limit_exceeded': {
      const { nodes, nesting, listItems } = SOURCE_LIMITS;
      const hint = `at most ${nodes} parts, ${nesting} brackets within each other and ${listItems} items in a list; say it in two signals`;
      return complain(source, range, 'too long a condition', hint);
    }
    case 'no_such_overload':
      return complain(source, range, inOurKinds(summary), hintForOverload(summary));
    case 'incompatible_ternary_branches':
    case 'heterogeneous_list_element':
      return complain(source, range, inOurKinds(summary), hintForMixture(summary));
    case 'unexpected_character': {
      const isAssignment = summary.endsWith(': =');
      return complain(
        source,
        range,
        summary,
        isAssignment ? 'equal is written ==' : 'is a quote or an operator missing?',
      );
    }
    default:
      return complain(source, range, inOurKinds(summary), 'is something missing or too much?');
  }
}

/** CEL's names of kinds, and what a team calls them. */
function inOurKinds(summary: string): string {
  return summary
    .replace('no such overload:', 'these do not go together:')
    .replaceAll(/\bdouble\b/g, 'number')
    .replaceAll(/\bint\b/g, 'whole number')
    .replaceAll(/\bstring\b/g, 'text')
    .replaceAll(/\bbool\b/g, 'true or false');
}

function hintForOverload(summary: string): string {
  if (/ % /.test(summary)) return 'whole numbers alone: write int(x) % 2';
  if (/ in /.test(summary)) return hintForMixture(summary);
  return 'compare and reckon with the same kind on both sides';
}

function hintForMixture(summary: string): string {
  return /double/.test(summary) && /int/.test(summary)
    ? 'write whole numbers as fractions here: 5.0'
    : 'use the same kind throughout';
}
