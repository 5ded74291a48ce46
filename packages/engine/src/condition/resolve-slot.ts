import type { ASTNode, SourceRange } from '@marcbachmann/cel-js';
import { isFamily, isOpen, isSlot } from './environment.ts';
import { suggestName } from './nearest-name.ts';
import type { Family, Group, OpenFamily, Schema, SchemaNode, SlotSpec } from './schema.ts';

/** A name as it is written, `usage["api.calls"].used`, taken apart. */
export interface NamePath {
  readonly root: string;
  readonly parts: readonly NamePart[];
  readonly range: SourceRange;
}

interface NamePart {
  readonly name: string;
  readonly range: SourceRange;
}

/** What a name stands for, or what is wrong with it and where. */
export type Resolution<Spec extends SlotSpec> =
  | { readonly ok: true; readonly name: string; readonly key: string; readonly spec: Spec }
  | { readonly ok: false; readonly range: SourceRange; readonly what: string; readonly hint: string };

/** Takes a chain of fields apart; null for anything that is no name, `[1, 2][0]` or a name in brackets that is worked out. */
export function namePath(node: ASTNode): NamePath | null {
  if (node.op === 'id') return { root: node.args, parts: [], range: node.range };
  if (node.op !== '.' && node.op !== '[]') return null;
  const inner = namePath(node.args[0]);
  if (inner === null) return null;
  const range = { start: inner.range.start, end: node.end };
  if (node.op === '.') {
    const part = { name: node.args[1], range: { start: node.pos, end: node.end } };
    return { ...inner, range, parts: [...inner.parts, part] };
  }
  const index = node.args[1];
  if (index.op !== 'value' || typeof index.args !== 'string') return null;
  return { ...inner, range, parts: [...inner.parts, { name: index.args, range: index.range }] };
}

/** Finds the slot that a name stands for. */
export function resolveSlot<Spec extends SlotSpec>(schema: Schema<Spec>, path: NamePath): Resolution<Spec> {
  const start = ownField(schema.fields, path.root);
  if (start === null) {
    const range = { start: path.range.start, end: path.range.start + path.root.length };
    return unknown(range, `nothing is called "${path.root}"`, path.root, namesOf(schema.fields));
  }
  let node: SchemaNode<Spec> = start;
  let name = path.root;
  let key = '';
  for (const part of path.parts) {
    if (isSlot(node)) return { ok: false, range: part.range, ...isAValue(name, node) };
    if (isOpen(node)) {
      node = node.slot;
      key = part.name;
    } else if (isFamily(node) && key === '') {
      if (!node.ids.has(part.name)) return unknown(part.range, `no ${node.each} "${part.name}"`, part.name, node.ids);
      key = part.name;
    } else {
      const field: SchemaNode<Spec> | null = ownField(node.fields, part.name);
      if (field === null) {
        return unknown(part.range, `"${name}" has no "${part.name}"`, part.name, namesOf(node.fields));
      }
      node = field;
    }
    name = append(name, part.name);
  }
  if (isSlot(node)) return { ok: true, name, key, spec: node };
  return { ok: false, range: path.range, ...isNoValue(name, node, key) };
}

function isAValue(name: string, { kind }: SlotSpec): { readonly what: string; readonly hint: string } {
  return { what: `"${name}" is a ${kind === 'texts' ? 'list' : 'value'}`, hint: 'it has no fields of its own' };
}

function isNoValue<Spec extends SlotSpec>(
  name: string,
  node: Group<Spec> | Family<Spec> | OpenFamily<Spec>,
  key: string,
): { readonly what: string; readonly hint: string } {
  const what = `"${name}" is not a value by itself`;
  if (isOpen(node)) return { what, hint: `name a ${node.open} of it, such as ${append(name, 'country')}` };
  if (isFamily(node) && key === '')
    return { what, hint: `name ${article(node.each)}, such as ${exampleOf(name, node)}` };
  return { what, hint: `name one of its fields: ${namesOf(node.fields).join(', ')}` };
}

function exampleOf<Spec extends SlotSpec>(name: string, { each, ids, fields }: Family<Spec>): string {
  const [id = `<${each}>`] = ids;
  return `${append(name, id)}.${namesOf(fields)[0] ?? ''}`;
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function unknown(
  range: SourceRange,
  what: string,
  name: string,
  known: Iterable<string>,
): { readonly ok: false; readonly range: SourceRange; readonly what: string; readonly hint: string } {
  return { ok: false, range, what, hint: suggestName(name, known) };
}

/** `usage.invoices`, or `usage["api.calls"]` where it is no identifier. */
function append(name: string, part: string): string {
  return /^[A-Za-z_]\w*$/.test(part) ? `${name}.${part}` : `${name}[${JSON.stringify(part)}]`;
}

function namesOf(record: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(record);
}

function ownField<Value>(record: Readonly<Record<string, Value>>, name: string): Value | null {
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}
