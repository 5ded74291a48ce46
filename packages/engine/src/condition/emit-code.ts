import type { CellTable, View } from './cells.ts';
import { type Code, END, ROW_LENGTH, TEST, type Test } from './code.ts';
import { type Evaluate, evaluator } from './evaluate.ts';
import type { Expression, Relation } from './expression.ts';

/**
 * Turns expressions into code, back to front: what a row goes on to exists before the row does, so no jump is ever patched.
 *
 * A condition holds when it is true; false and error are the same from outside, but not inside: `!(x > 5)` holds where `x > 5` is
 * false, not where x is missing. So every expression can be emitted in two ways: as "is it true?" and as "is it false?". An error is
 * neither, a comparison with NaN is neither, and `&&`, `||` and `!` come out as CEL has them, errors absorbed, without a third value.
 */
export class CodeWriter {
  readonly #rows: number[] = [];
  readonly #calls: Evaluate[] = [];
  readonly #cells: CellTable;

  constructor(cells: CellTable) {
    this.#cells = cells;
  }

  /** Adds a condition; answers with the row that it starts at. */
  add(expression: Expression): number {
    return this.#emit(expression, true, { pass: END.holds, fail: END.fails });
  }

  code(): Code {
    return { rows: Int32Array.from(this.#rows), calls: this.#calls };
  }

  /** Asks whether an expression is `wanted`, and goes on at one row or another. */
  #emit(expression: Expression, wanted: boolean, to: Exits): number {
    switch (expression.op) {
      case 'constant':
        return expression.value === wanted ? to.pass : to.fail;
      case 'not':
        return this.#emit(expression.operand, !wanted, to);
      case 'and':
      case 'or': {
        // "Both true" and "both false" need both sides; "one true", "one false" need one.
        const needsBoth = (expression.op === 'and') === wanted;
        const right = this.#emit(expression.right, wanted, to);
        return needsBoth
          ? this.#emit(expression.left, wanted, { ...to, pass: right })
          : this.#emit(expression.left, wanted, { ...to, fail: right });
      }
      case 'slot':
        return this.#compare(expression.slot, { as: 'flag' }, '==', this.#cells.constant(Number(wanted)), to);
      case 'has':
        return this.#compare(expression.slot, { as: 'presence' }, '==', this.#cells.constant(Number(wanted)), to);
      case 'compare':
        return this.#emitComparison(expression, wanted, to);
      case 'member':
        return this.#emitMembership(expression, wanted, to);
      default:
        return this.#call(expression, wanted, to);
    }
  }

  #emitComparison(expression: Comparison, wanted: boolean, to: Exits): number {
    const { left, right } = expression;
    const relation = wanted ? expression.relation : CONTRARY[expression.relation];
    if (left.op === 'constant' && right.op === 'slot') {
      const turned: Comparison = { ...expression, relation: TURNED[expression.relation], left: right, right: left };
      return this.#emitComparison(turned, wanted, to);
    }
    if (left.op !== 'slot') return this.#call(expression, wanted, to);
    if (right.op === 'slot' && left.kind === 'double' && right.kind === 'double') {
      const other = this.#cells.cell(right.slot, { as: 'number' });
      return this.#compare(left.slot, { as: 'number' }, relation, other, to);
    }
    const view = right.op === 'constant' ? viewFor(relation, right.value) : null;
    if (view === null || right.op !== 'constant') return this.#call(expression, wanted, to);
    return this.#compare(left.slot, view, relation, this.#constant(right.value), to);
  }

  /** `slot in ["a", "b"]` is a row an item; `"a" in slot` is one. */
  #emitMembership(expression: Membership, wanted: boolean, to: Exits): number {
    const { item, list } = expression;
    if (item.op === 'constant' && typeof item.value === 'string' && list.op === 'slot') {
      const is = this.#cells.constant(Number(wanted));
      return this.#compare(list.slot, { as: 'inclusion', of: item.value }, '==', is, to);
    }
    const options =
      list.op === 'list' ? list.items.flatMap((each) => (each.op === 'constant' ? [each.value] : [])) : [];
    const isPlain = list.op === 'list' && options.length > 0 && options.length === list.items.length;
    if (item.op !== 'slot' || !isPlain) return this.#call(expression, wanted, to);
    return options.reduceRight<number>(
      (next, option) => {
        const view = viewFor('==', option) ?? { as: 'word' };
        const constant = this.#constant(option);
        return wanted
          ? this.#compare(item.slot, view, '==', constant, { ...to, fail: next })
          : this.#compare(item.slot, view, '!=', constant, { ...to, pass: next });
      },
      wanted ? to.fail : to.pass,
    );
  }

  #compare(slot: number, view: View, relation: Relation, right: number, to: Exits): number {
    return this.#row(TEST_OF[relation], this.#cells.cell(slot, view), right, to);
  }

  #call(expression: Expression, wanted: boolean, to: Exits): number {
    const index = this.#calls.push(evaluator(expression)) - 1;
    return this.#row(wanted ? 'isTrue' : 'isFalse', index, 0, to);
  }

  #constant(value: number | string | boolean): number {
    return typeof value === 'string' ? this.#cells.word(value) : this.#cells.constant(Number(value));
  }

  #row(test: Test, left: number, right: number, { pass, fail }: Exits): number {
    this.#rows.push(TEST[test], left, right, pass, fail);
    return this.#rows.length - ROW_LENGTH;
  }
}

/** The rows to go on at. */
interface Exits {
  readonly pass: number;
  readonly fail: number;
}

type Comparison = Extract<Expression, { readonly op: 'compare' }>;
type Membership = Extract<Expression, { readonly op: 'member' }>;

const TEST_OF: Readonly<Record<Relation, Test>> = {
  '==': 'equal',
  '!=': 'differ',
  '<': 'less',
  '<=': 'atMost',
  '>': 'more',
  '>=': 'atLeast',
};

/** What is true where the other is false. */
const CONTRARY: Readonly<Record<Relation, Relation>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** The same with its sides exchanged. */
const TURNED: Readonly<Record<Relation, Relation>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** How a slot is looked at to be compared with a constant; null where two numbers can't tell. */
function viewFor(relation: Relation, constant: number | string | boolean): View | null {
  const isEquality = relation === '==' || relation === '!=';
  switch (typeof constant) {
    case 'number':
      return { as: isEquality ? 'number-or-other' : 'number' };
    case 'string':
      return isEquality ? { as: 'word' } : null;
    default:
      return isEquality ? { as: 'flag-or-other' } : null;
  }
}
