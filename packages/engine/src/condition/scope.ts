import type { SourceRange } from '@marcbachmann/cel-js';
import type { Issue } from '../kernel/issue.ts';
import { complain, type Source } from './complaint.ts';
import type { Expression, Kind } from './expression.ts';
import type { Schema, SlotSpec } from './schema.ts';
import type { SlotTable } from './slot-table.ts';

/** What lowering knows on its way down. */
export interface Scope<Spec extends SlotSpec> {
  readonly source: Source;
  readonly schema: Schema<Spec>;
  readonly slots: SlotTable<Spec>;
  /** The variables of the macros around, outermost first. */
  readonly locals: readonly { readonly name: string; readonly kind: Kind }[];
  readonly issues: Issue[];
}

/** Puts a complaint on the list, and answers with something that lowering can go on with. */
export function refuse<Spec extends SlotSpec>(
  scope: Scope<Spec>,
  { start, end }: SourceRange,
  what: string,
  hint: string,
): Expression {
  scope.issues.push(complain(scope.source, { start, end }, what, hint));
  return { op: 'constant', kind: 'dyn', value: false };
}
