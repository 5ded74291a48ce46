import {
  type Account,
  type Instant,
  newAccount,
  packAccount,
  STATE_VERSION,
  unpackAccount,
  upgradePacked,
} from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';

/** A state never grows beyond this many characters; the engine's own bounds keep a typical one under a thousand. */
const MAX_STATE_LENGTH = 262_144;

/** An account's state as it is kept: compact text, led by its version. */
export function encodeAccount(account: Account): string {
  const text = `${STATE_VERSION}:${JSON.stringify(packAccount(account))}`;
  if (text.length > MAX_STATE_LENGTH) {
    throw new KairosError(
      'state-too-large',
      `the state of account "${account.id}" would take ${text.length} characters; at most ${MAX_STATE_LENGTH} are kept`,
    );
  }
  return text;
}

/** Reads a kept state; an empty one is an account of which nothing is known yet. */
export function decodeAccount(text: string, id: string, firstSeen: Instant): Account {
  if (text === '') return newAccount(id, firstSeen);
  const separator = text.indexOf(':');
  const version = text.slice(0, separator);
  const kept = upgradePacked(separator < 0 ? {} : JSON.parse(text.slice(separator + 1)), Number(version));
  if (kept === null) {
    throw new KairosError(
      'state-unreadable',
      `the state of account "${id}" has version ${version}, and this Kairos reads up to ${STATE_VERSION}; was it written by a newer one?`,
    );
  }
  return unpackAccount(kept, id);
}
