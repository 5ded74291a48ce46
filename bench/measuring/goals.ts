import type { Goal } from './suite.ts';

/** A goal that one row takes at most so many times what another takes, by the median per call unless another figure is named. */
export function atMost(row: string, beside: string, ratio: number, figure = 'p50'): Goal {
  return { row, beside, figure, bound: { atMost: ratio } };
}

/** A goal that one row does at least so many times what another does. */
export function atLeast(row: string, beside: string, ratio: number, figure: string): Goal {
  return { row, beside, figure, bound: { atLeast: ratio } };
}
