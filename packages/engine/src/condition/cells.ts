import type { Value } from './schema.ts';

/**
 * Conditions run over a vector of numbers, the cells. A cell is one view of one slot, so that each comparison is one of two numbers:
 * a text is the number of its word (see `WordBook`), a flag 1 or 0. NaN is "missing, or of the wrong kind": every comparison with it
 * is untrue, and so is every contrary one.
 */
export type View =
  /** A number, to be put in order. */
  | { readonly as: 'number' }
  /** A number, to be told equal or not: what is there but no number equals none. */
  | { readonly as: 'number-or-other' }
  /** A text, to be told equal or not. */
  | { readonly as: 'word' }
  /** True or false, nothing else. */
  | { readonly as: 'flag' }
  /** True or false, to be told equal or not. */
  | { readonly as: 'flag-or-other' }
  /** Whether it is there. */
  | { readonly as: 'presence' }
  /** Whether it is a list with this text in it. */
  | { readonly as: 'inclusion'; readonly of: string };

/** No number that is read is infinite: equal to no constant. */
const OTHER = Number.POSITIVE_INFINITY;
/** A text that no condition names. */
const OTHER_WORD = -1;

/** The words that conditions compare with, numbered from 0. */
export type WordBook = ReadonlyMap<string, number>;

export function cellValue(view: View, value: Value | undefined, words: WordBook): number {
  if (view.as === 'presence') return value === undefined ? 0 : 1;
  if (value === undefined) return Number.NaN;
  switch (view.as) {
    case 'number':
      return typeof value === 'number' ? value : Number.NaN;
    case 'number-or-other':
      return typeof value === 'number' ? value : OTHER;
    case 'word':
      return typeof value === 'string' ? (words.get(value) ?? OTHER_WORD) : OTHER;
    case 'flag':
      return typeof value === 'boolean' ? Number(value) : Number.NaN;
    case 'flag-or-other':
      return typeof value === 'boolean' ? Number(value) : OTHER;
    default:
      return Array.isArray(value) ? Number(value.includes(view.of)) : Number.NaN;
  }
}

/** A cell, and what it is a view of. */
export interface Cell {
  readonly slot: number;
  readonly view: View;
  /** Its place in the vector. */
  readonly place: number;
}

/** Lays out the vector of a set of conditions while they are compiled: views of slots and constants, each once. */
export class CellTable {
  readonly #cells = new Map<string, Cell>();
  readonly #constants = new Map<number, number>();
  readonly #words = new Map<string, number>();
  #length = 0;

  cell(slot: number, view: View): number {
    const key = `${slot}:${view.as}:${view.as === 'inclusion' ? view.of : ''}`;
    const known = this.#cells.get(key);
    if (known !== undefined) return known.place;
    const cell = { slot, view, place: this.#next() };
    this.#cells.set(key, cell);
    return cell.place;
  }

  constant(value: number): number {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const place = this.#next();
    this.#constants.set(value, place);
    return place;
  }

  word(text: string): number {
    const number = this.#words.get(text) ?? this.#words.size;
    this.#words.set(text, number);
    return this.constant(number);
  }

  cells(): readonly Cell[] {
    return [...this.#cells.values()];
  }

  words(): WordBook {
    return this.#words;
  }

  /** The vector of nothing: every slot is missing, every constant in its place. */
  blank(): Float64Array {
    const blank = new Float64Array(this.#length).fill(Number.NaN);
    for (const [value, place] of this.#constants) blank[place] = value;
    return blank;
  }

  #next(): number {
    this.#length += 1;
    return this.#length - 1;
  }
}
