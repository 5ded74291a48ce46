import { type Stage, STAGES } from '../api/stage-view.ts';

/** What the list's URL says. */
export interface AccountsSearch {
  /** Part of a name or an id. */
  readonly q?: string;
  readonly stage?: Stage;
  /** Where the page begins; none is the first page. */
  readonly cursor?: string;
}

/** Reads the list's search; empty texts, and stages that there are none of, count as left out. */
export function readAccountsSearch({ q, stage, cursor }: Readonly<Record<string, unknown>>): AccountsSearch {
  const known = STAGES.find((each) => each === stage);
  return {
    ...(isText(q) ? { q } : {}),
    ...(known === undefined ? {} : { stage: known }),
    ...(isText(cursor) ? { cursor } : {}),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
