import type { Catalog } from '../../catalog/catalog.ts';
import type { Schema } from '../../condition/schema.ts';
import { entry } from '../../kernel/bounded.ts';
import { cutText } from '../../kernel/scalar.ts';
import { LIMITS, type Signal } from '../../observe/account.ts';
import { type AccountSlot, any, text, texts } from './account-slot.ts';
import { catalogSlots } from './catalog-slots.ts';
import { stateSlots } from './state-slots.ts';

type Among = NonNullable<AccountSlot['among']>;

/**
 * Everything that a condition may ask of an account: what the catalog declares, by its ids, and what is known of any account.
 * `among`: the signals that "x" in signals may name; of the active ones it lists these.
 */
export function accountVocabulary(catalog: Catalog, among: Among): Schema<AccountSlot> {
  return {
    fields: {
      ...stateSlots(catalog),
      ...catalogSlots(catalog),
      signals: texts(
        {
          reads: [],
          read: ({ account }) => activeIds(account.signals).filter((id) => among.names.has(id)),
          among,
        },
        'the ids of the signals that are active; without those that ask for signals themselves',
      ),
    },
  };
}

/** The same, and the event at which the condition is asked. */
export function eventVocabulary(schema: Schema<AccountSlot>): Schema<AccountSlot> {
  const name = text({ reads: [], read: ({ event }) => event?.event }, 'the name of the event');
  const properties = {
    open: 'property',
    slot: any(
      {
        reads: [],
        read: ({ event }, property) => (event === null ? undefined : scalar(entry(event.properties, property))),
      },
      'any property of the event; of a text the first 200 characters',
    ),
  };
  return { fields: { ...schema.fields, event: { fields: { name, properties } } } };
}

function activeIds(signals: readonly Signal[]): readonly string[] {
  const active = signals.filter(({ endedAt, supersededBy }) => endedAt === null && supersededBy === null);
  return [...new Set(active.map(({ signal }) => signal))];
}

function scalar(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return cutText(value, LIMITS.traitLength);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? value : undefined;
}
