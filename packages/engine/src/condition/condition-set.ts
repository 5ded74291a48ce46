import type { Environment, ASTNode } from '@marcbachmann/cel-js';
import { fail, type Issue, ok, type Result } from '../kernel/issue.ts';
import { type Cell, cellValue, CellTable, type WordBook } from './cells.ts';
import { type Code, run } from './code.ts';
import { complain, type Source } from './complaint.ts';
import { CodeWriter } from './emit-code.ts';
import { environmentOf, SOURCE_LIMITS } from './environment.ts';
import { explainError } from './explain-error.ts';
import type { Values } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { lower } from './lower.ts';
import type { Schema, Slot, SlotSpec, Value } from './schema.ts';
import { SlotTable } from './slot-table.ts';

/** Conditions that are judged by one profile, compiled. */
export interface ConditionSet<Spec extends SlotSpec> {
  /** What they read, in the order in which a profile holds it. */
  readonly slots: readonly Slot<Spec>[];
  readonly code: Code;
  /** The row that each condition starts at. */
  readonly starts: readonly number[];
  readonly cells: readonly Cell[];
  readonly words: WordBook;
  readonly blank: Float64Array;
}

/** The values of a set's slots, made ready for its code. */
export interface Profile {
  readonly values: Values;
  readonly cells: Float64Array;
}

/**
 * Compiles conditions over a schema; when any of them can't be, every problem found in all of them. `environment` is the schema's, for
 * who compiles many sets: to make one costs as much as to compile a condition.
 */
export function compileConditions<Spec extends SlotSpec>(
  sources: readonly Source[],
  schema: Schema<Spec>,
  environment: Environment = environmentOf(schema),
): Result<ConditionSet<Spec>> {
  const slots = new SlotTable<Spec>();
  const read = sources.map((source) => readCondition(source, { schema, slots, environment }));
  const issues = read.flatMap((each) => (each.ok ? [] : each.issues));
  if (issues.length > 0) return fail(...issues);
  const table = new CellTable();
  const writer = new CodeWriter(table);
  const starts = read.flatMap((each) => (each.ok ? [writer.add(each.value)] : []));
  const layout = { cells: table.cells(), words: table.words(), blank: table.blank() };
  return ok({ slots: slots.list(), code: writer.code(), starts, ...layout });
}

/** Reads what a set of conditions asks for, each slot once. `read` answers undefined for what is missing. */
export function profileOf<Spec extends SlotSpec>(
  { slots, cells: views, words, blank }: ConditionSet<Spec>,
  read: (slot: Slot<Spec>) => Value | undefined,
): Profile {
  const values = slots.map(read);
  const cells = blank.slice();
  for (const { slot, view, place } of views) cells[place] = cellValue(view, values[slot], words);
  return { values, cells };
}

/** Whether the condition at `index` is true of a profile. False, and everything that can't be told, is not. */
export function holds(
  { code, starts }: Pick<ConditionSet<SlotSpec>, 'code' | 'starts'>,
  index: number,
  { cells, values }: Profile,
): boolean {
  const start = starts[index];
  return start !== undefined && run(code, start, cells, values);
}

function readCondition<Spec extends SlotSpec>(
  source: Source,
  {
    schema,
    slots,
    environment,
  }: { readonly schema: Schema<Spec>; readonly slots: SlotTable<Spec>; readonly environment: Environment },
): Result<Expression> {
  if (source.text.length > SOURCE_LIMITS.length) {
    const found = `this one has ${source.text.length}`;
    const message = `a condition has at most ${SOURCE_LIMITS.length} characters, ${found}; say it in two signals`;
    return fail({ path: source.path, message });
  }
  try {
    const parsed = environment.parse(source.text);
    const issues: Issue[] = [];
    const expression = lower(parsed.ast, { source, schema, slots, locals: [], issues });
    if (issues.length > 0) return fail(...issues);
    const checked = parsed.check();
    if (checked.error !== undefined) return fail(explainError(source, checked.error));
    return yieldsFlag(checked.type) ? ok(expression) : fail(noFlag(source, parsed.ast, checked.type));
  } catch (error) {
    return fail(explainError(source, error));
  }
}

function yieldsFlag(type: string | undefined): boolean {
  return type === 'bool' || type === 'dyn';
}

function noFlag(source: Source, { range }: ASTNode, type: string | undefined): Issue {
  return complain(
    source,
    range,
    `expected a condition, true or false, got ${type ?? 'something else'}`,
    'compare it with something',
  );
}
