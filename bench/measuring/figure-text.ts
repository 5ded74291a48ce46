import type { Column } from './suite.ts';

/** `56 ns`, `1.54 us`, `2.1 ms`: three digits. */
export function nanosecondsText(value: number): string {
  if (value < 1_000) return `${Number(value.toPrecision(3))} ns`;
  if (value < 1_000_000) return `${Number((value / 1_000).toPrecision(3))} us`;
  return `${Number((value / 1_000_000).toPrecision(3))} ms`;
}

/** `940`, `21.4k`, `1.32M`: three digits. */
export function countText(value: number): string {
  if (value < 1_000) return String(Number(value.toPrecision(3)));
  if (value < 1_000_000) return `${Number((value / 1_000).toPrecision(3))}k`;
  return `${Number((value / 1_000_000).toPrecision(3))}M`;
}

/** The columns of rows that `timeCall` timed. */
export const TIME_COLUMNS: readonly Column[] = [
  { figure: 'p50', head: 'p50', text: nanosecondsText },
  { figure: 'mean', head: 'mean', text: nanosecondsText },
];
