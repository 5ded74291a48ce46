import { entry, putBounded } from '../../kernel/bounded.ts';
import type { Instant } from '../../kernel/instant.ts';

/** How often something was completed, and when first and last. */
export interface Progress {
  readonly count: number;
  /** The sum of the property, for an outcome in numbers (S3.11); the count otherwise. */
  readonly total: number;
  readonly first: Instant;
  readonly last: Instant;
  /** When the count or total that it asks for was reached; null until then. */
  readonly reachedAt: Instant | null;
}

export type ProgressById = Readonly<Record<string, Progress>>;

const MAX_ENTRIES = 40;

/** Counts one step towards a goal. `needed` is what it takes to reach it. */
export function progress(
  known: ProgressById,
  id: string,
  { at, amount, needed }: { readonly at: Instant; readonly amount: number; readonly needed: number },
): ProgressById {
  const before = entry(known, id);
  const count = (before?.count ?? 0) + 1;
  const total = Math.min(Number.MAX_SAFE_INTEGER, Math.max(-Number.MAX_SAFE_INTEGER, (before?.total ?? 0) + amount));
  const after: Progress = {
    count,
    total,
    first: before === null || at < before.first ? at : before.first,
    last: before === null || at > before.last ? at : before.last,
    reachedAt: before?.reachedAt ?? (total >= needed ? at : null),
  };
  return putBounded(known, id, after, MAX_ENTRIES);
}
