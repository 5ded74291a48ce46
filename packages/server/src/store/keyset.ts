import { type Expression, type SqlBool, sql } from 'kysely';
import { isStorable } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';

/**
 * Where a page of a list ended that is ordered by time and then id, latest first. The next page begins after this row, whatever was
 * added since: nothing is skipped, nothing comes twice.
 */
export interface Keyset {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
}

/** The rows after the one where a page ended, in descending order of a time and `id`. null: from the start. */
export function olderThan(column: string, before: Keyset | null): Expression<SqlBool> {
  if (before === null) return sql<SqlBool>`true`;
  const at = sql.ref(column);
  // The first condition alone is what an index is searched by.
  return sql<SqlBool>`(${at} <= ${before.at}::bigint and (${at} < ${before.at}::bigint or id < ${before.id}))`;
}

/** One page of rows that were read one more than asked for, and where it ended; null where it was the last. */
export function pageOfRows<Row>(
  rows: readonly Row[],
  limit: number,
  keysetOf: (row: Row) => Keyset,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? writeKeyset(keysetOf(last)) : null };
}

function writeKeyset({ at, id }: Keyset): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** Reads the cursor of a list; anything else than the `next` of an earlier answer is refused as `invalid-request`. */
export function readKeyset(cursor: string | undefined): Keyset | null {
  if (cursor === undefined) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [at, id] = Array.isArray(read) && read.length === 2 ? (read as readonly unknown[]) : [];
    if (Number.isSafeInteger(at) && typeof id === 'string' && isStorable(id)) return { at: Number(at), id };
  } catch {
    // Falls through to the one refusal below.
  }
  throw foreignCursor();
}

/** The refusal of a cursor that no answer of the list ever had. */
export function foreignCursor(): KairosError {
  const message = 'expected the "next" of an earlier answer to the same list';
  return new KairosError('invalid-request', `cursor: ${message}`, { issues: [{ path: 'query.cursor', message }] });
}
