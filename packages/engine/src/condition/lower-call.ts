import type { ASTNode } from '@marcbachmann/cel-js';
import { SOURCE_LIMITS } from './environment.ts';
import { type Expression, type FunctionName, FUNCTIONS, type Kind, type MacroName, MACROS } from './expression.ts';
import { nearestName } from './nearest-name.ts';
import type { SlotSpec } from './schema.ts';
import { refuse, type Scope } from './scope.ts';

/** Lowers what stands within. */
type Lower<Spec extends SlotSpec> = (node: ASTNode, scope: Scope<Spec>) => Expression;

const FUNCTION_NAMES = Object.keys(FUNCTIONS);

const RESULTS: Readonly<Record<FunctionName, Kind>> = {
  size: 'int',
  contains: 'bool',
  startsWith: 'bool',
  endsWith: 'bool',
  lowerAscii: 'string',
  upperAscii: 'string',
  trim: 'string',
  int: 'int',
  double: 'double',
};

/** A function or a macro, called plainly or on a receiver: `size(x)`, `x.size()`. */
export function lowerCall<Spec extends SlotSpec>(
  node: ASTNode & { readonly op: 'call' | 'rcall' },
  scope: Scope<Spec>,
  lower: Lower<Spec>,
): Expression {
  const name = node.args[0];
  if (isMacro(name) && node.op === 'rcall') return lowerMacro(node, name, scope, lower);
  if (name === 'matches') {
    const hint = 'a pattern can take for ever; use contains(), startsWith() or endsWith()';
    return refuse(scope, node, '"matches" is not part of conditions', hint);
  }
  const args = node.op === 'rcall' ? [node.args[1], ...node.args[2]] : node.args[1];
  if (!isFunction(name)) {
    const nearest = nearestName(name, [...FUNCTION_NAMES, ...MACROS, 'has']);
    const hint =
      nearest === null ? `there is has, ${[...FUNCTION_NAMES, ...MACROS].join(', ')}` : `did you mean ${nearest}()?`;
    return refuse(scope, node, `conditions have no function "${name}"`, hint);
  }
  if (args.length !== FUNCTIONS[name]) {
    return refuse(
      scope,
      node,
      `${name}() is given ${args.length} values`,
      `it takes ${FUNCTIONS[name]}, the one before the dot included`,
    );
  }
  return { op: 'call', kind: RESULTS[name], name, args: args.map((arg) => lower(arg, scope)) };
}

/** `has(x)`: whether a slot is there, which never fails. */
export function lowerHas<Spec extends SlotSpec>(
  node: ASTNode & { readonly op: 'call' },
  scope: Scope<Spec>,
  lower: Lower<Spec>,
): Expression {
  const args = node.args[1];
  const [arg] = args;
  if (args.length !== 1 || arg === undefined || arg.op !== '.') {
    return refuse(scope, node, 'has() asks for one field', 'write has(account.traits.country)');
  }
  const asked = lower(arg, scope);
  return asked.op === 'slot' ? { op: 'has', kind: 'bool', slot: asked.slot } : asked;
}

function lowerMacro<Spec extends SlotSpec>(
  node: ASTNode & { readonly op: 'rcall' },
  name: MacroName,
  scope: Scope<Spec>,
  lower: Lower<Spec>,
): Expression {
  const [, receiver, args] = node.args;
  const [variable, body] = args;
  if (args.length !== 2 || variable?.op !== 'id' || body === undefined) {
    return refuse(
      scope,
      node,
      `${name}() takes a name and what is asked of each`,
      `write signals.${name}(each, each == "x")`,
    );
  }
  if (scope.locals.length >= SOURCE_LIMITS.macroDepth) {
    const hint = 'say it with one macro less, or in two signals';
    return refuse(scope, node, `macros go no deeper than ${SOURCE_LIMITS.macroDepth}`, hint);
  }
  const list = lower(receiver, scope);
  const kind: Kind = typeof list.kind === 'object' ? list.kind.listOf : 'dyn';
  const inner = lower(body, { ...scope, locals: [...scope.locals, { name: variable.args, kind }] });
  const result: Kind = name === 'map' ? { listOf: inner.kind } : name === 'filter' ? list.kind : 'bool';
  return { op: 'macro', kind: result, name, list, body: inner };
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function isMacro(name: string): name is MacroName {
  return MACROS.some((macro) => macro === name);
}
