import type { SourceRange } from '@marcbachmann/cel-js';
import type { Issue } from '../kernel/issue.ts';

/** A condition's source, and where in the config it stands. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const MAX_EXCERPT = 40;

/** Says what is wrong with a condition: what, at which character (from 1), on which words, and what to do. */
export function complain(source: Source, range: SourceRange | undefined, what: string, hint: string): Issue {
  const place = range === undefined || range.start >= source.text.length ? 'at the end' : placeOf(source.text, range);
  return { path: source.path, message: `${what}, ${place}; ${hint}` };
}

function placeOf(text: string, { start, end }: SourceRange): string {
  const lines = text.slice(0, start).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const where = lines.length === 1 ? `at character ${column}` : `at line ${lines.length}, character ${column}`;
  const words = text.slice(start, Math.max(end, start + 1)).replaceAll(/\s+/g, ' ');
  return `${where}: ${words.length <= MAX_EXCERPT ? words : `${words.slice(0, MAX_EXCERPT)}…`}`;
}
