import { STAGES } from '@kairos/engine';
import { type AliasableExpression, type Expression, type SqlBool, sql } from 'kysely';
import { KairosError } from '../kairos-error.ts';

/** The orders that the list of accounts comes in: what changed last first, by name, or the highest stage first. Ties go by id. */
export const ACCOUNT_SORTS = ['updated', 'name', 'stage'] as const;
export type AccountSort = (typeof ACCOUNT_SORTS)[number];

/** Where a page of the list ended: the last row's value in the order that it was asked in, and its id. */
export interface AccountsCursor {
  readonly key: number | string;
  readonly id: string;
}

interface Order {
  /** What rows are ordered by. Never null, so that rows compare. */
  readonly key: AliasableExpression<number | string>;
  readonly isDescending: boolean;
  readonly isKey: (value: unknown) => value is number | string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0');
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

export const ACCOUNT_ORDERS: Readonly<Record<AccountSort, Order>> = {
  updated: { key: sql<number>`updated_at`, isDescending: true, isKey: isWhole },
  // By code unit, whatever the database's own collation: a page begins where the one before ended on every database.
  name: { key: sql<string>`lower(coalesce(name, account)) collate "C"`, isDescending: false, isKey: isText },
  stage: {
    key: sql<number>`coalesce(array_position(${sql.val([...STAGES])}::text[], stage), 0)`,
    isDescending: true,
    isKey: isWhole,
  },
};

/** The rows after the one where a page ended. */
export function afterCursor(sort: AccountSort, { key, id }: AccountsCursor): Expression<SqlBool> {
  const order = ACCOUNT_ORDERS[sort];
  const beyond = order.isDescending ? sql`<` : sql`>`;
  return sql<SqlBool>`(${order.key} ${beyond} ${key} or (${order.key} = ${key} and account > ${id}))`;
}

/** A cursor as the caller keeps it; it is of one order, and refused in another. */
export function writeCursor(sort: AccountSort, { key, id }: AccountsCursor): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

/** Reads a cursor of an order; anything else than the `next` of an earlier answer in it is refused as `invalid-request`. */
export function readCursor(sort: AccountSort, cursor: string): AccountsCursor {
  try {
    const [of, key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (of === sort && ACCOUNT_ORDERS[sort].isKey(key) && isText(id)) return { key, id };
  } catch {
    // Falls through to the one refusal below.
  }
  const message = 'expected the "next" of an earlier answer to the same "sort"';
  throw new KairosError('invalid-request', `cursor: ${message}`, { issues: [{ path: 'query.cursor', message }] });
}
