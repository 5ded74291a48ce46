/** What the list's URL says. */
export interface AccountsSearch {
  /** Part of a name or an id. */
  readonly q?: string;
  /** Where the page begins; none is the first page. */
  readonly cursor?: string;
}

/** Reads the list's search; empty texts count as left out. */
export function readAccountsSearch({ q, cursor }: Readonly<Record<string, unknown>>): AccountsSearch {
  return { ...(isText(q) ? { q } : {}), ...(isText(cursor) ? { cursor } : {}) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
