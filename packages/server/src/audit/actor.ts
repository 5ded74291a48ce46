/** Who changed something: a secret key by its hint, a console session, or the process itself as it started. */
export interface Actor {
  readonly kind: 'key' | 'publishable-key' | 'console' | 'process';
  /** The key's id; null for what has none. */
  readonly id: string | null;
  /** The end of the key, or the beginning of the session's hash, by which people tell them apart; null for the process. */
  readonly hint: string | null;
}

/** The process, as it made the first environment. */
export const THE_PROCESS: Actor = { kind: 'process', id: null, hint: null };
