import type { Schema } from '../store/schema.ts';

/** How rows of an account are found by its id, exported and erased. */
export interface AccountData {
  /**
   * `at-once`: removed in the transaction that erases. `in-steps`: the same, but there may be too many for one. `pseudonymised`: amounts
   * are a legal record and stay, under a name that leads to nobody. `by-hand`: not keyed by account; erase-account says how.
   */
  readonly erasing: 'at-once' | 'in-steps' | 'pseudonymised' | 'by-hand';
  /** Whether it is in the account's export. */
  readonly isExported: boolean;
}

/**
 * What each table holds of accounts; null: nothing. Every table is here, or this does not compile: a new one can't be forgotten, neither
 * by an export nor by an erasure.
 */
export const ACCOUNT_DATA = {
  accounts: { erasing: 'at-once', isExported: true },
  users: { erasing: 'by-hand', isExported: true },
  facts: { erasing: 'in-steps', isExported: true },
  signals: { erasing: 'at-once', isExported: true },
  moments: { erasing: 'at-once', isExported: true },
  decisions: { erasing: 'in-steps', isExported: true },
  quotes: { erasing: 'at-once', isExported: true },
  upgrades: { erasing: 'pseudonymised', isExported: true },
  invoices: { erasing: 'pseudonymised', isExported: true },
  audit: { erasing: 'by-hand', isExported: true },
  // Answers that were given before, kept for a week: nothing that isn't elsewhere.
  idempotency: { erasing: 'by-hand', isExported: false },
  environments: null,
  api_keys: null,
  configs: null,
  console_sessions: null,
  // Figures of all accounts of a plan together, without their names.
  peers: null,
  // The id of who is being erased, until they are.
  erasures: null,
} as const satisfies Record<keyof Schema, AccountData | null>;

type Tables = typeof ACCOUNT_DATA;

/** The tables whose rows are erased in one way. */
type ErasedBy<How extends AccountData['erasing']> = {
  [Table in keyof Tables]: Tables[Table] extends { readonly erasing: How } ? Table : never;
}[keyof Tables];

export function tablesErased<How extends AccountData['erasing']>(how: How): readonly ErasedBy<How>[] {
  const isErasedSo = (table: keyof Tables): table is ErasedBy<How> => ACCOUNT_DATA[table]?.erasing === how;
  return TABLES.filter(isErasedSo);
}

const TABLES = Object.keys(ACCOUNT_DATA) as (keyof Tables)[];

/** The tables that are in an export. */
type ExportedTable = {
  [Table in keyof Tables]: Tables[Table] extends { readonly isExported: true } ? Table : never;
}[keyof Tables];

const isExported = (table: keyof Tables): table is ExportedTable => ACCOUNT_DATA[table]?.isExported === true;

/** The tables that an export is made of, in the order in which they come. */
export const EXPORTED_TABLES: readonly ExportedTable[] = TABLES.filter(isExported);
