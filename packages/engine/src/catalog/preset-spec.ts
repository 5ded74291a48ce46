import { z } from 'zod';

/** What kind of thing a signal tells of. */
export const SIGNAL_CATEGORIES = [
  'usage',
  'gate',
  'seats',
  'engagement',
  'value',
  'intent',
  'organisation',
  'collaboration',
  'renewal',
  'health',
] as const;
export type SignalCategory = (typeof SIGNAL_CATEGORIES)[number];

export type SignalPriority = 'urgent' | 'critical' | 'high' | 'medium' | 'low';

/** One signal of the library, as data. */
export interface PresetSpec<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly category: SignalCategory;
  readonly polarity: 'positive' | 'negative';
  readonly priority: SignalPriority;
  /** Share of such signals that convert, in percent, as the documents claim without data: a reference to look at, never a prediction. */
  readonly conversion: readonly [low: number, high: number] | null;
  /** Where the rule comes from. */
  readonly source: string;
  readonly summary: string;
  readonly params: Shape;
}

/** Ids that a rule is narrowed to; left out, it watches all. */
export const names = z.array(z.string().min(1).max(64)).min(1).max(200).exactOptional();
/** A stretch of days, with the default. */
export const days = (initial: number): z.ZodDefault<z.ZodNumber> => z.number().positive().max(366).default(initial);
/** How often, with the default. */
export const times = (initial: number): z.ZodDefault<z.ZodNumber> => z.int().min(1).max(1_000_000).default(initial);

/** A number of times of which no more than `most` are remembered. */
export const timesUpTo = (most: number, initial: number): z.ZodDefault<z.ZodNumber> =>
  z.int().min(1).max(most).default(initial);

/** Keeps the type of each preset's own parameters. */
export function preset<Shape extends z.ZodRawShape>(spec: PresetSpec<Shape>): PresetSpec<Shape> {
  return spec;
}
