export interface SignInSearch {
  /** Where to go once signed in: a path below /console. */
  readonly next?: string;
}

/** Reads the sign-in page's search. `next` is taken only when it is a path of the console's own, so that no link leads out of it. */
export function readSignInSearch({ next }: Readonly<Record<string, unknown>>): SignInSearch {
  const isOwnPath = typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in');
  return isOwnPath ? { next } : {};
}
