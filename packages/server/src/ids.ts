import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';

/** Ids of our own: a prefix that says what it names, and a UUIDv7, so that they sort by the time they were made. */
export type IdPrefix =
  | 'mom'
  | 'quo'
  | 'upg'
  | 'inv'
  | 'pay'
  | 'dec'
  | 'env'
  | 'key'
  | 'req'
  | 'evt'
  | 'aud'
  | 'era'
  | 'use';

export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomUUIDv7().replaceAll('-', '')}`;
}

/** An account's id can't begin so: there facts of users wait who have joined no account yet. */
export const RESERVED_PREFIX = '~';
/** Ids that callers give, of accounts, users and messages, are at most this long, in UTF-16 units. */
export const MAX_ID_LENGTH = 200;

/** Whether a caller's id can be one. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH && isStorable(value);
}

/** Whether the database keeps a text as it is: its texts have neither NUL nor half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A secret of 256 random bits in URL-safe characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: its SHA-256. Ours are random and long, so that no slower hash is called for. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
