/** What an account's URL says. */
export interface AccountSearch {
  /** Whether signals that a higher one replaced are listed too. */
  readonly superseded?: 'shown';
  /** The decision that is open. */
  readonly decision?: string;
}

/** Reads the account page's search; what it can't mean is ignored. */
export function readAccountSearch({ superseded, decision }: Readonly<Record<string, unknown>>): AccountSearch {
  return {
    ...(superseded === 'shown' ? { superseded } : {}),
    ...(typeof decision === 'string' && decision !== '' ? { decision } : {}),
  };
}
