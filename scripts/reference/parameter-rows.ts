import { z } from 'zod';
import { invariant } from '../../packages/engine/src/kernel/invariant.ts';
import { numeral } from './markdown.ts';

/** What a JSON Schema says of one setting, as far as it is told of here. */
const settingSchema = z.object({
  type: z.enum(['number', 'integer', 'array', 'string', 'boolean']),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
});
type Setting = z.output<typeof settingSchema>;

const KINDS: Readonly<Record<Setting['type'], string>> = {
  number: 'number',
  integer: 'whole number',
  array: 'list of ids',
  string: 'text',
  boolean: 'true or false',
};

/** The parameters of a zod shape as rows: name, kind, default, range, and what each means. */
export function parameterRows(
  shape: z.ZodRawShape,
  meanings: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const { properties = {} } = z.toJSONSchema(z.strictObject(shape), { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const setting = settingSchema.parse(property);
    const meaning = meanings[name];
    invariant(meaning !== undefined, `the parameter ${name} is explained`);
    return [`\`${name}\``, KINDS[setting.type], defaultText(setting), rangeText(setting), meaning];
  });
}

function defaultText({ default: initial }: Setting): string {
  return initial === undefined ? 'none' : `\`${JSON.stringify(initial)}\``;
}

function rangeText({ minimum, exclusiveMinimum, maximum, minItems, maxItems }: Setting): string {
  if (maxItems !== undefined) return `${minItems ?? 0} to ${numeral(maxItems)} ids`;
  const most = maximum === undefined ? null : numeral(maximum);
  if (exclusiveMinimum !== undefined)
    return most === null ? `above ${exclusiveMinimum}` : `above ${exclusiveMinimum}, up to ${most}`;
  return minimum === undefined || most === null ? '' : `${numeral(minimum)} to ${most}`;
}
