import type { SourceRange } from '@marcbachmann/cel-js';
import type { Expression } from './expression.ts';
import { suggestName } from './nearest-name.ts';
import type { SlotSpec } from './schema.ts';
import { refuse, type Scope } from './scope.ts';

/** Refuses texts that a slot can never be compared with in earnest: a plan that is not sold, a signal that nobody declared. */
export function checkWords<Spec extends SlotSpec>(
  scope: Scope<Spec>,
  range: SourceRange,
  slot: Expression,
  other: Expression,
): void {
  const among = slot.op === 'slot' ? scope.slots.specAt(slot.slot)?.among : undefined;
  if (among === undefined) return;
  for (const word of wordsIn(other)) {
    if (!among.names.has(word)) refuse(scope, range, `no ${among.each} "${word}"`, suggestName(word, among.names));
  }
}

function wordsIn(expression: Expression): readonly string[] {
  if (expression.op === 'list') return expression.items.flatMap(wordsIn);
  return expression.op === 'constant' && typeof expression.value === 'string' ? [expression.value] : [];
}
