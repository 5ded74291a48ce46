import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';

/** Every name that a config declares, read from the raw input; sets, so that asking costs the same in a catalog of thousands. */
export interface DeclaredNames {
  readonly meters: ReadonlySet<string>;
  readonly features: ReadonlySet<string>;
  readonly plans: ReadonlySet<string>;
  readonly addOns: ReadonlySet<string>;
  readonly workflows: ReadonlySet<string>;
  readonly milestones: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
  /** null: not declared, so the default signals stand. */
  readonly signals: ReadonlySet<string> | null;
}

export function declaredNames(input: Json): DeclaredNames {
  return {
    meters: keysOf(input['meters']),
    features: keysOf(input['features']),
    plans: idsOf(input['plans']),
    addOns: idsOf(input['addOns']),
    workflows: keysOf(input['workflows']),
    milestones: keysOf(input['milestones']),
    outcomes: keysOf(input['outcomes']),
    signals: input['signals'] === undefined ? null : keysOf(input['signals']),
  };
}

function idsOf(list: unknown): ReadonlySet<string> {
  return new Set(itemsOf(list).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
}

/** The items of a list whose id an earlier one has. */
export function duplicates(items: readonly Json[], path: string, noun: string): Issue[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ id }, index) => {
    if (typeof id !== 'string') return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: `${path}.${index}.id`, message: `a second ${noun} with the id "${id}"; ids are unique` }];
  });
}

/** So many of the names that there are, are named. */
const SHOWN = 12;

/** Says that nothing has a name, and which names there are. */
export function unknownName(noun: string, name: string, ...known: readonly Iterable<string>[]): string {
  const shown: string[] = [];
  let count = 0;
  for (const each of known) {
    for (const one of each) {
      count += 1;
      if (shown.length < SHOWN) shown.push(`"${one}"`);
    }
  }
  const more = count > shown.length ? ` and ${count - shown.length} more` : '';
  return `no ${noun} "${name}"; ${count === 0 ? 'none is declared' : `there is ${shown.join(', ')}${more}`}`;
}

function keysOf(value: unknown): ReadonlySet<string> {
  return new Set(isObject(value) ? Object.keys(value) : []);
}

export function entriesOf(value: unknown): [string, Json][] {
  return isObject(value) ? Object.entries(value).map(([key, item]) => [key, isObject(item) ? item : {}]) : [];
}

export function itemsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map((item) => (isObject(item) ? item : {})) : [];
}

/** The texts of a list. */
export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
