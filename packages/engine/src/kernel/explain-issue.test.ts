import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainIssue } from './explain-issue.ts';

function explained(schema: z.ZodType, input: unknown): readonly string[] {
  const parsed = schema.safeParse(input);
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, input));
  return issues.map(({ path, message }) => `${path}: ${message}`);
}

const schema = z.strictObject({
  text: z.string(),
  count: z.int(),
  isOn: z.boolean(),
  list: z.array(z.number()),
  inner: z.record(z.string().regex(/^[a-z]+$/, 'expected small letters'), z.enum(['a', 'b'])),
});

describe('a schema’s complaint in our words', () => {
  it('says what was expected and what was found instead', () => {
    const input = {
      text: 5,
      count: 1.5,
      isOn: 'yes',
      list: { 0: 1 },
      inner: null,
    };
    expect(explained(schema, input)).toEqual([
      'text: expected text, got 5',
      'count: expected a whole number, got 1.5',
      'isOn: expected true or false, got the text "yes"',
      'list: expected a list, got an object',
      'inner: expected an object, got null',
    ]);
  });

  it('says what is missing, and what is there without being known', () => {
    expect(explained(schema, { text: '', count: 1, isOn: true, lst: [], inner: {} })).toEqual([
      'list: expected a list, but it is missing',
      'lst: unknown key; check its spelling, or remove it',
    ]);
  });

  it('reaches into lists and records, and names a bad key by itself', () => {
    const input = {
      text: '',
      count: 1,
      isOn: false,
      list: [1, false, []],
      inner: { x: 'c', X: 'a' },
    };
    expect(explained(schema, input)).toEqual([
      'list.1: expected a number, got false',
      'list.2: expected a number, got a list',
      'inner.x: expected one of "a", "b"',
      'inner.X: expected small letters',
    ]);
  });

  it('cuts a long text short', () => {
    expect(explained(z.number(), 'x'.repeat(100))).toEqual([`: expected a number, got the text "${'x'.repeat(40)}"`]);
  });

  it('lets a schema’s own words stand', () => {
    expect(explained(z.int('expected cents'), '5')).toEqual([': expected cents, got the text "5"']);
    expect(explained(z.string().min(3, 'expected three letters'), 'ab')).toEqual([': expected three letters']);
  });

  it('of a choice between shapes speaks of the first where an object was given, and of all of them otherwise', () => {
    const choice = z.union([z.strictObject({ limit: z.int() }), z.boolean()], {
      error: 'expected a limit, true or false',
    });
    expect(explained(choice, { limit: 'ten' })).toEqual(['limit: expected a number, got the text "ten"']);
    expect(explained(choice, 7)).toEqual([': expected a limit, true or false']);
  });
});
