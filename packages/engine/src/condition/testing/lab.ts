import type { Result } from '../../kernel/issue.ts';
import { compileConditions, type ConditionSet, holds, profileOf } from '../condition-set.ts';
import { environmentOf } from '../environment.ts';
import type { Schema, SlotKind, SlotSpec, Value } from '../schema.ts';

/** A small schema of every kind of slot, and what conditions over it are tried with. */

const slot = (kind: SlotKind, optional = false): SlotSpec => ({ kind, about: `some ${kind}`, optional });

const METER = { used: slot('number'), limit: slot('number', true) };

export const SCHEMA: Schema<SlotSpec> = {
  fields: {
    account: {
      fields: {
        plan: slot('text'),
        region: slot('text', true),
        members: slot('number'),
        debt: slot('number', true),
        paying: slot('flag'),
        trial: slot('flag', true),
        traits: { open: 'trait', slot: slot('any', true) },
      },
    },
    usage: { each: 'meter', ids: new Set(['invoices', 'api-calls']), fields: METER },
    signals: slot('texts'),
  },
};

/** Values as they nest: `{ account: { plan: 'pro' }, … }`. Whatever isn't there is missing. */
export type Nested = { readonly [name: string]: Value | Nested | undefined };

export function compileOne(text: string): Result<ConditionSet<SlotSpec>> {
  return compileConditions([{ path: 'when', text }], SCHEMA);
}

/** What is wrong with a condition: its issues' messages. */
export function complaints(text: string): readonly string[] {
  const compiled = compileOne(text);
  return compiled.ok ? [] : compiled.issues.map((issue) => issue.message);
}

/** What our own form makes of a condition: true, false, or neither, which CEL calls an error. */
export function judge(text: string, values: Nested): boolean | 'error' {
  const compiled = compileConditions(
    [text, `!(${text})`].map((each) => ({ path: 'when', text: each })),
    SCHEMA,
  );
  if (!compiled.ok) throw new Error(`${text}: ${compiled.issues.map((issue) => issue.message).join('; ')}`);
  const profile = profileOf(compiled.value, ({ name }) => valueAt(values, name));
  if (holds(compiled.value, 0, profile)) return true;
  return holds(compiled.value, 1, profile) ? false : 'error';
}

/** What cel-js makes of it. */
export function judgeByCel(text: string, values: Nested): boolean | 'error' {
  const parsed = environmentOf(SCHEMA).parse(text);
  const { valid, error } = parsed.check();
  if (!valid) throw new Error(`${text}: ${error?.summary ?? 'refused'}`);
  try {
    const answer: unknown = parsed(values);
    return typeof answer === 'boolean' ? answer : 'error';
  } catch {
    return 'error';
  }
}

function valueAt(values: Nested, name: string): Value | undefined {
  let at: Value | Nested | undefined = values;
  for (const [, plain, quoted] of name.matchAll(/(\w+)|\["([^"]*)"\]/g)) {
    if (typeof at !== 'object' || isList(at)) return undefined;
    at = at[plain ?? quoted ?? ''];
  }
  return typeof at === 'object' && !isList(at) ? undefined : at;
}

function isList(value: readonly Value[] | Nested): value is readonly Value[] {
  return Array.isArray(value);
}
