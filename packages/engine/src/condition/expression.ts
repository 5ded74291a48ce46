/**
 * A condition, read and understood: what cel-js parsed, with names resolved to slots and the kinds that evaluation depends on.
 * Whole numbers and fractions are told apart (`7 / 2` is 3, `7.0 / 2` is 3.5) though both are JavaScript numbers in the end.
 */
export type Expression =
  | { readonly op: 'constant'; readonly kind: Kind; readonly value: number | string | boolean }
  | { readonly op: 'slot'; readonly kind: Kind; readonly slot: number }
  | { readonly op: 'has'; readonly kind: 'bool'; readonly slot: number }
  /** The variable of a macro; `depth` counts from the outermost. */
  | { readonly op: 'local'; readonly kind: Kind; readonly depth: number }
  | { readonly op: 'not'; readonly kind: 'bool'; readonly operand: Expression }
  | { readonly op: 'and' | 'or'; readonly kind: 'bool'; readonly left: Expression; readonly right: Expression }
  | {
      readonly op: 'choose';
      readonly kind: Kind;
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly op: 'compare';
      readonly kind: 'bool';
      readonly relation: Relation;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly op: 'member'; readonly kind: 'bool'; readonly item: Expression; readonly list: Expression }
  | {
      readonly op: 'arithmetic';
      readonly kind: Kind;
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly op: 'negate'; readonly kind: Kind; readonly operand: Expression }
  | { readonly op: 'list'; readonly kind: Kind; readonly items: readonly Expression[] }
  | { readonly op: 'call'; readonly kind: Kind; readonly name: FunctionName; readonly args: readonly Expression[] }
  | {
      readonly op: 'macro';
      readonly kind: Kind;
      readonly name: MacroName;
      readonly list: Expression;
      readonly body: Expression;
    };

export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Operator = '+' | '-' | '*' | '/' | '%';

/**
 * `dyn` is known when it runs; its numbers are fractions, as all that is read from a slot. `mixed` is `dyn` or a whole number: what it
 * is divided as can't be known.
 */
export type Kind = 'bool' | 'int' | 'double' | 'string' | 'dyn' | 'mixed' | { readonly listOf: Kind };

/** Functions of CEL's standard library and strings extension that conditions have, and how many arguments, the receiver included. */
export const FUNCTIONS = {
  size: 1,
  contains: 2,
  startsWith: 2,
  endsWith: 2,
  lowerAscii: 1,
  upperAscii: 1,
  trim: 1,
  int: 1,
  double: 1,
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

export const MACROS = ['exists', 'all', 'exists_one', 'filter', 'map'] as const;
export type MacroName = (typeof MACROS)[number];
