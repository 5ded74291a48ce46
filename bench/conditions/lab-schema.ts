import type { Schema, SlotKind, SlotSpec } from '../../packages/engine/src/condition/schema.ts';
import { SLOTS } from './conditions-world.ts';

const slot = (kind: SlotKind, optional = false): SlotSpec => ({ kind, about: kind, optional });

/** The schema that the profiles follow. */
export function labSchema(): Schema<SlotSpec> {
  const groups: Record<string, { fields: Record<string, SlotSpec> }> = {};
  const declare = (names: readonly string[], spec: SlotSpec): void => {
    for (const name of names) {
      const [group = '', field = ''] = name.split('.');
      groups[group] = { fields: { ...groups[group]?.fields, [field]: spec } };
    }
  };
  declare(SLOTS.numbers, slot('number'));
  declare(SLOTS.optionals, slot('number', true));
  declare(SLOTS.texts, slot('text'));
  declare(SLOTS.flags, slot('flag'));
  return { fields: { ...groups, signals: slot('texts') } };
}
