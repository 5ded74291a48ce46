/**
 * One part of a message as the rules read it: the text of every branch one after the other, tags left out, and each variable as a
 * token that no author writes by accident. So a digit in the text is a digit that the author wrote.
 */
export interface CopyText {
  readonly text: string;
  /** The variables that it shows, each once, in the order in which they come. */
  readonly variables: readonly string[];
}

const OPEN = '\u27E8';
const CLOSE = '\u27E9';

/** A variable as it stands in the text. */
export function token(variable: string): string {
  return `${OPEN}${variable}${CLOSE}`;
}

/** Any variable, as a piece of a pattern. */
export const ANY_TOKEN = `${OPEN}[^${CLOSE}]*${CLOSE}`;

const COMMENT = /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g;
const OTHERWISE = /\{%-?\s*(?:else|elsif|when)\b[^%]*-?%\}/g;
const TAG = /\{%[\s\S]*?%\}/g;
const OUTPUT = /\{\{-?\s*(?:([A-Za-z_][\w.]*(?:\[[^\]]*\])?)|([^}]*?))[^}]*-?\}\}/g;

/** Reads a template, or a text without any variable, for the rules. Never fails: what is no template is read as it stands. */
export function readCopy(template: string): CopyText {
  const variables = new Set<string>();
  const text = template
    .replace(COMMENT, '')
    .replace(OTHERWISE, ' ')
    .replace(TAG, '')
    .replace(OUTPUT, (_, variable: string | undefined) => {
      if (variable === undefined) return '';
      variables.add(variable);
      return token(variable);
    })
    .replace(/\s+/g, ' ')
    .trim();
  return { text, variables: [...variables] };
}

/** A piece of such a text, as its author would write it. */
export function excerptOf(text: string): string {
  return text.replaceAll(OPEN, '{{ ').replaceAll(CLOSE, ' }}').trim();
}

/** The sentences of a text; what stands behind an arrow or a line is one of its own. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?…])\s+|\s*(?:→|->|=>|\n)\s*/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
