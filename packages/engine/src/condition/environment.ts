import { Environment } from '@marcbachmann/cel-js';
import type { Family, Group, OpenFamily, Schema, SchemaNode, SlotKind, SlotSpec } from './schema.ts';

/** What keeps a condition small whoever writes it: nothing that it says may cost more than microseconds. */
export const SOURCE_LIMITS = {
  /** Characters. */
  length: 2_000,
  /** Macros within macros: each multiplies what a condition costs by the length of a list. */
  macroDepth: 2,
  nodes: 400,
  /** Brackets within brackets. */
  nesting: 40,
  listItems: 200,
} as const;

const TYPES: Readonly<Record<SlotKind, string>> = {
  number: 'double',
  text: 'string',
  flag: 'bool',
  texts: 'list<string>',
  any: 'dyn',
};

/** The environment in which cel-js parses and checks conditions over a schema. */
export function environmentOf<Spec extends SlotSpec>(schema: Schema<Spec>): Environment {
  const environment = new Environment({
    limits: {
      maxAstNodes: SOURCE_LIMITS.nodes,
      maxDepth: SOURCE_LIMITS.nesting,
      maxListElements: SOURCE_LIMITS.listItems,
      maxCallArguments: 3,
    },
  });
  registerMixedNumbers(environment);
  for (const [name, node] of Object.entries(schema.fields)) {
    environment.registerVariable(name, typeOf(environment, name, node));
  }
  return environment;
}

/** A number of an account is a fraction to CEL, and `1` is a whole number: without these, `usage.seats.used + 1` is a type error. */
function registerMixedNumbers(environment: Environment): void {
  const operations: Readonly<Record<string, (left: number, right: number) => number>> = {
    '+': (left, right) => left + right,
    '-': (left, right) => left - right,
    '*': (left, right) => left * right,
    '/': (left, right) => left / right,
  };
  for (const [operator, apply] of Object.entries(operations)) {
    const mixed = (left: bigint | number, right: bigint | number): number => apply(Number(left), Number(right));
    environment.registerOperator(`double ${operator} int: double`, mixed);
    environment.registerOperator(`int ${operator} double: double`, mixed);
  }
  environment.registerOperator('double == int', (left: bigint | number, right: bigint | number) => {
    return Number(left) === Number(right);
  });
}

function typeOf<Spec extends SlotSpec>(environment: Environment, name: string, node: SchemaNode<Spec>): string {
  if (isSlot(node)) return TYPES[node.kind];
  if (isOpen(node)) return `map<string, ${TYPES[node.slot.kind]}>`;
  const types = mapValues(node.fields, (field, key) => typeOf(environment, `${name}_${key}`, field));
  if (!isFamily(node)) return register(environment, name, types);
  const each = register(environment, `${name}_${node.each}`, types);
  return register(environment, name, Object.fromEntries([...node.ids].map((id) => [id, each])));
}

function register(environment: Environment, name: string, fields: Record<string, string>): string {
  environment.registerType(name, { fields });
  return name;
}

function mapValues<From>(
  record: Readonly<Record<string, From>>,
  map: (value: From, key: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

export function isSlot<Spec extends SlotSpec>(node: SchemaNode<Spec>): node is Spec {
  return 'kind' in node;
}

export function isOpen<Spec extends SlotSpec>(node: SchemaNode<Spec>): node is OpenFamily<Spec> {
  return 'open' in node;
}

export function isFamily<Spec extends SlotSpec>(node: Group<Spec> | Family<Spec>): node is Family<Spec> {
  return 'each' in node;
}
