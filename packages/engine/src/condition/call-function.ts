import { unreachable } from '../kernel/invariant.ts';
import type { FunctionName } from './expression.ts';
import type { Value } from './schema.ts';

/** Applies a function of CEL's; undefined where the values are not of the kind that it takes. */
export function callFunction(name: FunctionName, value: Value, argument: Value | undefined): Value | undefined {
  switch (name) {
    case 'size':
      return sizeOf(value);
    case 'int':
      return toWhole(value);
    case 'double':
      return toNumber(value);
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return typeof value === 'string' && typeof argument === 'string' ? look(name, value, argument) : undefined;
    case 'lowerAscii':
      return typeof value === 'string' ? value.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : undefined;
    case 'upperAscii':
      return typeof value === 'string' ? value.replaceAll(/[a-z]+/g, (letters) => letters.toUpperCase()) : undefined;
    case 'trim':
      return typeof value === 'string' ? value.replaceAll(BLANKS, '') : undefined;
    default:
      return unreachable(name);
  }
}

/** Unicode's white space at either end, as CEL has it; JavaScript's own trim() takes U+FEFF for a blank, and U+0085 for none. */
const BLANKS = /^\p{White_Space}+|\p{White_Space}+$/gu;

function look(name: 'contains' | 'startsWith' | 'endsWith', text: string, part: string): boolean {
  if (name === 'contains') return text.includes(part);
  return name === 'startsWith' ? text.startsWith(part) : text.endsWith(part);
}

/** Characters of a text (a pair of surrogates is one), items of a list. */
function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return Array.from(value).length;
  return Array.isArray(value) ? value.length : undefined;
}

/** A number without its fraction; a text that is a whole number. */
function toWhole(value: Value): number | undefined {
  const number = typeof value === 'string' ? (/^[+-]?\d+$/.test(value) ? Number(value) : undefined) : value;
  if (typeof number !== 'number') return undefined;
  const whole = Math.trunc(number) + 0;
  return Number.isSafeInteger(whole) ? whole : undefined;
}

function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)
    ? Number(value)
    : undefined;
}
