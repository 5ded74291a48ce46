import type { z } from 'zod';
import { type Issue, joinPath } from './issue.ts';
import { isObject } from './scalar.ts';

/** Says a schema's complaint about an input in our words: what was expected at which path, what was found, and what to do. */
export function explainIssue(issue: z.core.$ZodIssue, input: unknown): Issue[] {
  const path = joinPath(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: joinPath([...issue.path, key]),
        message: 'unknown key; check its spelling, or remove it',
      }));
    case 'invalid_type': {
      const found = valueAt(input, issue.path);
      const what = found === undefined ? 'but it is missing' : `got ${nameType(found)}`;
      const isOurs = !issue.message.startsWith('Invalid input');
      const expected = isOurs ? issue.message : `expected ${EXPECTED[issue.expected] ?? issue.expected}`;
      return [{ path, message: `${expected}, ${what}` }];
    }
    case 'invalid_union': {
      const branch = isObject(valueAt(input, issue.path)) ? issue.errors[0] : undefined;
      if (branch === undefined) return [{ path, message: issue.message }];
      return branch.flatMap((inner) => explainIssue({ ...inner, path: [...issue.path, ...inner.path] }, input));
    }
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    case 'invalid_value':
      return [
        {
          path,
          message: `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`,
        },
      ];
    default:
      return [{ path, message: issue.message }];
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function nameType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string'
    ? `the text ${JSON.stringify(value.slice(0, 40))}`
    : (EXPECTED[typeof value] ?? typeof value);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
