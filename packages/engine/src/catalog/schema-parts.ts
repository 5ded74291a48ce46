import { z } from 'zod';

/** What the shapes of a config are made of. */

export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'expected an id: letters, digits, ".", "_" and "-", at most 64, starting with a letter or digit',
  );

export const text = z.string().trim().min(1, 'expected some text').max(500, 'expected at most 500 characters');

export const wholeAmount = z
  .int('expected a whole number of minor units (cents): 4900 is 49.00')
  .min(0, 'expected an amount of 0 or more')
  .max(1_000_000_000_000, 'expected at most 1,000,000,000,000 minor units');
