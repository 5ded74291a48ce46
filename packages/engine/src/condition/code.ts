import type { Evaluate, Values } from './evaluate.ts';

/**
 * Conditions as code: rows of five integers, `[test, left, right, pass, fail]`. A row compares two cells and goes on at the row that
 * `pass` or `fail` points to, until it is pointed to the end. Many conditions share one code and one vector.
 */
export interface Code {
  readonly rows: Int32Array;
  /** What no comparison of two cells can say; `left` of a row that asks it is its index. */
  readonly calls: readonly Evaluate[];
}

export const ROW_LENGTH = 5;

export const TEST = { equal: 0, differ: 1, less: 2, atMost: 3, more: 4, atLeast: 5, isTrue: 6, isFalse: 7 } as const;
export type Test = keyof typeof TEST;

/** Where a row may point besides other rows. */
export const END = { holds: -1, fails: -2 } as const;

/** Runs the code from a row on. Never throws, and looks at no row twice: rows point backwards alone. */
export function run({ rows, calls }: Code, start: number, cells: Float64Array, values: Values): boolean {
  let row = start;
  while (row >= 0) {
    const left = rows[row + 1] as number;
    const right = cells[rows[row + 2] as number] as number;
    let passes: boolean;
    switch (rows[row]) {
      case TEST.equal:
        passes = (cells[left] as number) === right;
        break;
      case TEST.differ:
        // Not `!==`, which NaN would pass.
        passes = Math.abs((cells[left] as number) - right) > 0;
        break;
      case TEST.less:
        passes = (cells[left] as number) < right;
        break;
      case TEST.atMost:
        passes = (cells[left] as number) <= right;
        break;
      case TEST.more:
        passes = (cells[left] as number) > right;
        break;
      case TEST.atLeast:
        passes = (cells[left] as number) >= right;
        break;
      default:
        passes = calls[left]?.(values, []) === (rows[row] === TEST.isTrue);
    }
    row = rows[row + (passes ? 3 : 4)] as number;
  }
  return row === END.holds;
}
