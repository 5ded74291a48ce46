import type { ASTNode, BinaryOperator } from '@marcbachmann/cel-js';
import { checkWords } from './check-words.ts';
import type { Expression, Kind, Operator, Relation } from './expression.ts';
import { lowerCall, lowerHas } from './lower-call.ts';
import { namePath, resolveSlot } from './resolve-slot.ts';
import type { SlotKind, SlotSpec } from './schema.ts';
import { refuse, type Scope } from './scope.ts';

/**
 * Turns what cel-js parsed into our own form: names resolved to slots, kinds worked out, and everything that conditions do not have
 * refused. What it can't understand it puts on `scope.issues`; its answer then means nothing.
 */
export function lower<Spec extends SlotSpec>(node: ASTNode, scope: Scope<Spec>): Expression {
  switch (node.op) {
    case 'value':
      return lowerValue(node, scope);
    case 'id':
    case '.':
    case '[]':
      return lowerName(node, scope);
    case '!_':
      return { op: 'not', kind: 'bool', operand: lower(node.args, scope) };
    case '-_':
      return lowerNegation(node.args, scope);
    case '&&':
    case '||': {
      const [left, right] = node.args;
      const op = node.op === '&&' ? 'and' : 'or';
      return { op, kind: 'bool', left: lower(left, scope), right: lower(right, scope) };
    }
    case '?:': {
      const [condition, yes, no] = [lower(node.args[0], scope), lower(node.args[1], scope), lower(node.args[2], scope)];
      return { op: 'choose', kind: join(yes.kind, no.kind), condition, yes, no };
    }
    case 'list': {
      if (node.args.length === 0) return refuse(scope, node, 'this list is empty', 'name what is in it');
      const items = node.args.map((item) => lower(item, scope));
      return { op: 'list', kind: { listOf: items[0]?.kind ?? 'dyn' }, items };
    }
    case 'call':
      return node.args[0] === 'has' ? lowerHas(node, scope, lower) : lowerCall(node, scope, lower);
    case 'rcall':
      return lowerCall(node, scope, lower);
    case 'map':
    case '.?':
    case '[?]':
      return refuse(scope, node, 'conditions have neither maps nor optional fields', 'has(x) asks whether x is there');
    default:
      return lowerBinary(node, node.op, scope);
  }
}

function lowerValue<Spec extends SlotSpec>(node: ASTNode & { readonly op: 'value' }, scope: Scope<Spec>): Expression {
  const value = node.args;
  switch (typeof value) {
    case 'bigint':
      return BigInt.asIntN(54, value) === value
        ? { op: 'constant', kind: 'int', value: Number(value) }
        : refuse(scope, node, 'too large a number', 'whole numbers go up to 9,007,199,254,740,991');
    case 'number':
      return { op: 'constant', kind: 'double', value };
    case 'string':
      return { op: 'constant', kind: 'string', value };
    case 'boolean':
      return { op: 'constant', kind: 'bool', value };
    default:
      return value === null
        ? refuse(scope, node, 'nothing is null in a condition', 'has(x) asks whether x is there')
        : refuse(scope, node, 'conditions have neither bytes nor unsigned numbers', 'write a text or a plain number');
  }
}

/** A macro's variable, or a slot. */
function lowerName<Spec extends SlotSpec>(node: ASTNode, scope: Scope<Spec>): Expression {
  const path = namePath(node);
  if (path === null) {
    const hint = 'in brackets stands a name as text, usage["api-calls"].used; a list is asked with "in" or exists()';
    return refuse(scope, node, 'this is no name of anything', hint);
  }
  const depth = scope.locals.findLastIndex((local) => local.name === path.root);
  const local = scope.locals[depth];
  if (local !== undefined) {
    if (path.parts.length > 0) return refuse(scope, node, `"${path.root}" is a value`, 'it has no fields of its own');
    return { op: 'local', kind: local.kind, depth };
  }
  const resolved = resolveSlot(scope.schema, path);
  if (!resolved.ok) return refuse(scope, resolved.range, resolved.what, resolved.hint);
  const { index } = scope.slots.add(resolved.name, resolved.key, resolved.spec);
  return { op: 'slot', kind: KIND_OF_SLOT[resolved.spec.kind], slot: index };
}

const KIND_OF_SLOT: Readonly<Record<SlotKind, Kind>> = {
  number: 'double',
  text: 'string',
  flag: 'bool',
  texts: { listOf: 'string' },
  any: 'dyn',
};

function lowerNegation<Spec extends SlotSpec>(node: ASTNode, scope: Scope<Spec>): Expression {
  const operand = lower(node, scope);
  if (operand.op !== 'constant' || typeof operand.value !== 'number') {
    return { op: 'negate', kind: operand.kind, operand };
  }
  // A whole number has no negative nought.
  const value = operand.kind === 'int' && operand.value === 0 ? 0 : -operand.value;
  return { ...operand, value };
}

function lowerBinary<Spec extends SlotSpec>(
  node: ASTNode & { readonly op: BinaryOperator },
  op: BinaryOperator,
  scope: Scope<Spec>,
): Expression {
  const [left, right] = [lower(node.args[0], scope), lower(node.args[1], scope)];
  if (op === '==' || op === '!=' || op === 'in') {
    checkWords(scope, node, left, right);
    checkWords(scope, node, right, left);
  }
  switch (op) {
    case 'in':
      return { op: 'member', kind: 'bool', item: left, list: right };
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { op: 'compare', kind: 'bool', relation: op satisfies Relation, left, right };
    default:
      return lowerArithmetic(node, op, [left, right], scope);
  }
}

function lowerArithmetic<Spec extends SlotSpec>(
  node: ASTNode,
  operator: Operator,
  [left, right]: readonly [Expression, Expression],
  scope: Scope<Spec>,
): Expression {
  const kinds = [left.kind, right.kind];
  if (kinds.some((kind) => typeof kind === 'object')) {
    return refuse(scope, node, 'lists are not reckoned with', 'ask a list with "in", exists(), all() or size()');
  }
  if (operator === '%' && kinds.includes('dyn')) {
    return refuse(scope, node, '"%" is for whole numbers alone', 'write int(x) % 2');
  }
  const isUnsure = kinds.includes('mixed') && (kinds.includes('int') || kinds[0] === kinds[1]);
  if (isUnsure && (operator === '/' || operator === '%')) {
    const hint = 'write the whole number in it as a fraction: 7.0';
    return refuse(scope, node, 'what is divided here may be a whole number or a fraction', hint);
  }
  return { op: 'arithmetic', kind: sumKind(left.kind, right.kind), operator, left, right };
}

/** The kind of what is one or the other. */
function join(left: Kind, right: Kind): Kind {
  if (left === right) return left;
  const either = [left, right];
  return either.includes('mixed') || (either.includes('int') && either.includes('dyn')) ? 'mixed' : 'dyn';
}

/** The kind of what is worked out of both. */
function sumKind(left: Kind, right: Kind): Kind {
  if (left === right) return left;
  const either = [left, right];
  if (either.includes('double')) return 'double';
  return either.includes('mixed') ? 'mixed' : 'dyn';
}
