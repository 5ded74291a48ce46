import { z } from '@hono/zod-openapi';
import { isStorable, MAX_ID_LENGTH, RESERVED_PREFIX } from '../ids.ts';

/** What the shapes of requests and answers are made of. What validates is what is published as OpenAPI. */

/** What somebody looks for. */
export const searchSchema = z
  .string()
  .max(MAX_ID_LENGTH, `expected at most ${MAX_ID_LENGTH} characters`)
  .refine(isStorable, 'expected no NUL character and no half of a surrogate pair');
/** A name or id that somebody chose. */
export const labelSchema = searchSchema.min(1, 'expected some text');
export const accountIdSchema = labelSchema.refine(
  (text) => !text.startsWith(RESERVED_PREFIX),
  `an account's id can't begin with "${RESERVED_PREFIX}"`,
);
export const time = z.iso.datetime({ offset: true }).openapi({ example: '2026-03-01T09:00:00.000Z' });
export const amount = z.int().openapi({ description: 'In minor units of the currency (cents)' });

/** How many seats are had or wanted. */
export const seatsSchema = z
  .int()
  .min(1, 'expected at least one seat')
  .max(1_000_000, 'expected at most 1,000,000 seats');
/** Add-ons by their ids. */
export const addOnsSchema = z
  .array(labelSchema)
  .max(100, 'expected at most 100 add-ons')
  .refine((ids) => new Set(ids).size === ids.length, 'expected each add-on once');

export const accountParams = z.object({ id: accountIdSchema.openapi({ param: { name: 'id', in: 'path' } }) });
export const anyIdParams = z.object({ id: labelSchema.openapi({ param: { name: 'id', in: 'path' } }) });

/** `limit` and `cursor` of a list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});

/** A list, and the cursor of its next page. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ data: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({ data: z.array(item), next: z.string().nullable() });
}
