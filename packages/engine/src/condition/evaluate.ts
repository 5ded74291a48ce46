import { unreachable } from '../kernel/invariant.ts';
import { callFunction } from './call-function.ts';
import type { Expression, MacroName, Operator, Relation } from './expression.ts';
import type { Value } from './schema.ts';

/** The values of a set's slots, by index; undefined where one is missing. */
export type Values = readonly (Value | undefined)[];

/**
 * A whole expression as a function of the slots' values and the variables of the macros around. `undefined` is CEL's error: a missing
 * slot, a value of the wrong kind, a division by nought. It never throws. `&&`, `||`, `all` and `exists` absorb an error where the
 * other side settles the answer, as CEL has it.
 */
export type Evaluate = (values: Values, locals: readonly Value[]) => Value | undefined;

export function evaluator(expression: Expression): Evaluate {
  switch (expression.op) {
    case 'constant': {
      const { value } = expression;
      return () => value;
    }
    case 'slot': {
      const { slot } = expression;
      return (values) => values[slot];
    }
    case 'has': {
      const { slot } = expression;
      return (values) => values[slot] !== undefined;
    }
    case 'local': {
      const { depth } = expression;
      return (_, locals) => locals[depth];
    }
    case 'and':
    case 'or':
      return evaluateLogic(expression.op === 'or', evaluator(expression.left), evaluator(expression.right));
    case 'choose': {
      const [condition, yes, no] = [expression.condition, expression.yes, expression.no].map(evaluator);
      return (values, locals) => {
        const chosen = condition?.(values, locals);
        return typeof chosen === 'boolean' ? (chosen ? yes : no)?.(values, locals) : undefined;
      };
    }
    case 'list':
      return evaluateList(expression.items.map(evaluator));
    case 'macro':
      return evaluateMacro(expression.name, evaluator(expression.list), evaluator(expression.body));
    default:
      return evaluateOperation(expression);
  }
}

/** Whatever is worked out from values that are all there: one that is missing makes the whole missing. */
function evaluateOperation(expression: Operation): Evaluate {
  switch (expression.op) {
    case 'not':
      return unary(evaluator(expression.operand), (value) => (typeof value === 'boolean' ? !value : undefined));
    case 'negate': {
      const isWhole = expression.kind === 'int';
      return unary(evaluator(expression.operand), (value) => {
        return typeof value === 'number' ? (isWhole ? 0 - value : -value) : undefined;
      });
    }
    case 'compare':
      return binary(expression.left, expression.right, RELATIONS[expression.relation]);
    case 'member':
      return binary(expression.item, expression.list, (item, list) => {
        return Array.isArray(list) ? list.some((each: Value) => areEqual(each, item)) : undefined;
      });
    case 'arithmetic': {
      const { operator } = expression;
      const isWhole = expression.kind === 'int';
      return binary(expression.left, expression.right, (left, right) => workOut(operator, isWhole, left, right));
    }
    case 'call': {
      const { name } = expression;
      const [first, second] = expression.args.map(evaluator);
      return (values, locals) => {
        const value = first?.(values, locals);
        return value === undefined ? undefined : callFunction(name, value, second?.(values, locals));
      };
    }
    default:
      return unreachable(expression);
  }
}

type Operation = Extract<Expression, { readonly op: 'not' | 'negate' | 'compare' | 'member' | 'arithmetic' | 'call' }>;

function unary(operand: Evaluate, apply: (value: Value) => Value | undefined): Evaluate {
  return (values, locals) => {
    const value = operand(values, locals);
    return value === undefined ? undefined : apply(value);
  };
}

function binary(
  leftExpression: Expression,
  rightExpression: Expression,
  apply: (left: Value, right: Value) => Value | undefined,
): Evaluate {
  const [left, right] = [evaluator(leftExpression), evaluator(rightExpression)];
  return (values, locals) => {
    const first = left(values, locals);
    const second = right(values, locals);
    return first === undefined || second === undefined ? undefined : apply(first, second);
  };
}

/** `decisive` settles the answer by itself, true for `||`: whatever the other side is, an error too. */
function evaluateLogic(decisive: boolean, left: Evaluate, right: Evaluate): Evaluate {
  return (values, locals) => {
    const first = left(values, locals);
    if (first === decisive) return decisive;
    const second = right(values, locals);
    if (second === decisive) return decisive;
    return first === !decisive && second === !decisive ? !decisive : undefined;
  };
}

function evaluateList(items: readonly Evaluate[]): Evaluate {
  return (values, locals) => {
    const list: Value[] = [];
    for (const item of items) {
      const value = item(values, locals);
      if (value === undefined) return undefined;
      list.push(value);
    }
    return list;
  };
}

function evaluateMacro(name: MacroName, list: Evaluate, body: Evaluate): Evaluate {
  const fold = FOLDS[name];
  return (values, locals) => {
    const items = list(values, locals);
    return Array.isArray(items) ? fold(items, (item) => body(values, [...locals, item])) : undefined;
  };
}

type Fold = (items: readonly Value[], of: (item: Value) => Value | undefined) => Value | undefined;

const FOLDS: Readonly<Record<MacroName, Fold>> = {
  exists: (items, of) => settle(true, items, of),
  all: (items, of) => settle(false, items, of),
  exists_one: (items, of) => {
    const answers = items.map(of);
    return answers.every((answer) => typeof answer === 'boolean')
      ? answers.filter((answer) => answer).length === 1
      : undefined;
  },
  filter: (items, of) => {
    const answers = items.map(of);
    return answers.every((answer) => typeof answer === 'boolean')
      ? items.filter((_, index) => answers[index] === true)
      : undefined;
  },
  map: (items, of) => {
    const mapped = items.flatMap((item) => {
      const value = of(item);
      return value === undefined ? [] : [value];
    });
    return mapped.length === items.length ? mapped : undefined;
  },
};

/** One answer that is `decisive` settles it; without, one that is no answer leaves it open. */
function settle(decisive: boolean, items: readonly Value[], of: Parameters<Fold>[1]): boolean | undefined {
  const answers = items.map(of);
  if (answers.includes(decisive)) return decisive;
  return answers.every((answer) => answer === !decisive) ? !decisive : undefined;
}

const RELATIONS: Readonly<Record<Relation, (left: Value, right: Value) => boolean | undefined>> = {
  '==': areEqual,
  '!=': (left, right) => !areEqual(left, right),
  '<': (left, right) => (areOrdered(left, right) ? left < right : undefined),
  '<=': (left, right) => (areOrdered(left, right) ? left <= right : undefined),
  '>': (left, right) => (areOrdered(left, right) ? left > right : undefined),
  '>=': (left, right) => (areOrdered(left, right) ? left >= right : undefined),
};

/** Values of different kinds are not equal; they can't be put in order. */
function areEqual(left: Value, right: Value): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return left.length === right.length && left.every((item, index) => areEqual(item, right[index] ?? []));
}

function areOrdered(left: Value, right: Value): boolean {
  return typeof left === typeof right && typeof left !== 'object';
}

/** Arithmetic. What divides by nought, and whole numbers that are no longer exact, are errors. */
function workOut(operator: Operator, isWhole: boolean, left: Value, right: Value): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  if (operator === '%' || operator === '/') {
    if (right === 0 || (operator === '%' && !isWhole)) return undefined;
    const result = operator === '%' ? left % right : left / right;
    return isWhole ? Math.trunc(result) + 0 : result;
  }
  const result = operator === '+' ? left + right : operator === '-' ? left - right : left * right;
  if (!isWhole) return result;
  return Number.isSafeInteger(result) ? result + 0 : undefined;
}
