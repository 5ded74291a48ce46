import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../kernel/issue.ts';
import { environmentOf } from './environment.ts';
import { evaluator } from './evaluate.ts';
import { lower } from './lower.ts';
import type { Value } from './schema.ts';
import { SlotTable } from './slot-table.ts';

/** CEL's own conformance tests (see `testing/SOURCE.md`): what conditions have of CEL they have as CEL has it, the rest they refuse. */

type Typed = Readonly<Record<string, unknown>>;
interface Case {
  readonly name: string;
  readonly expr: string;
  readonly value?: Typed;
  readonly error?: true;
}

const CASES = readFileSync(new URL('./testing/cel-conformance.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line));

/** Where ours differs on purpose: a division by nought is an error for fractions as well, not infinity or no number. */
const DIVISIONS_BY_NOUGHT = [
  'comparisons/eq_literal/not_eq_double_nan',
  'comparisons/ne_literal/not_ne_double_nan',
  'comparisons/ne_literal/ne_double_nan',
  'fp_math/fp_math/divide_zero',
];

describe("CEL's conformance tests", () => {
  const answers = CASES.map((each) => ({ ...each, answer: answerTo(each.expr) }));
  const understood = answers.filter(({ answer }) => answer !== 'refused');

  it('are understood where they are of the subset that conditions have', () => {
    expect(CASES).toHaveLength(985);
    expect(understood).toHaveLength(392);
  });

  it('are answered as they demand, but for divisions by nought', () => {
    const wrong = understood.filter(({ answer, value, error }) => {
      return (
        JSON.stringify(answer) !== JSON.stringify(error === true || value === undefined ? 'error' : untyped(value))
      );
    });
    expect(wrong.map(({ name }) => name)).toEqual(DIVISIONS_BY_NOUGHT);
    expect(wrong.every(({ answer }) => answer === 'error')).toBe(true);
  });
});

/** The answer of our own form; 'refused' where a condition can't say it. */
function answerTo(text: string): Value | 'error' | 'refused' {
  const schema = { fields: {} };
  const issues: Issue[] = [];
  try {
    const parsed = environmentOf(schema).parse(text);
    const scope = { source: { path: 'when', text }, schema, slots: new SlotTable(), locals: [], issues };
    const expression = lower(parsed.ast, scope);
    if (issues.length > 0 || !parsed.check().valid) return 'refused';
    return evaluator(expression)([], []) ?? 'error';
  } catch {
    return 'refused';
  }
}

function untyped(typed: Typed): unknown {
  const [[kind, value] = ['', undefined]] = Object.entries(typed);
  if (kind === 'list' && Array.isArray(value)) return value.map(untyped);
  return kind === 'int' || kind === 'double' ? Number(value) : value;
}
