import { type Answer, failure, reasonOf } from './answer.ts';
import { fits } from './shape.ts';

/** Who the page belongs to, as the user token says. Read, never trusted: the server is the one that checks it. */
export interface Claims {
  readonly user: string;
  readonly account: string;
}

export interface UserToken {
  readonly token: string;
  readonly claims: Claims;
}

/** The host's user token, or how to fetch a new one whenever the last has expired. */
export type UserTokenSource = string | (() => Promise<string>);

export interface UserTokens {
  /** The token in use, asked of the host when there is none yet. */
  current(): Promise<Answer<UserToken>>;
  /** A new token in place of one that the server no longer takes. Many may ask at once; the host is asked once. */
  renew(stale: string): Promise<Answer<UserToken>>;
}

/**
 * Keeps the user token that the host hands out, as a text or as a function that fetches one from the host's own server. `onIdentified` is
 * called once, when it is first known who the user is, before anyone who asked gets the token.
 */
export function createUserTokens(source: UserTokenSource, onIdentified: (claims: Claims) => void): UserTokens {
  let held: UserToken | null = null;
  let asking: Promise<Answer<UserToken>> | null = null;

  async function ask(): Promise<Answer<UserToken>> {
    const answer = await fetchToken(source);
    if (!answer.ok) return answer;
    if (held !== null && !isSameUser(held.claims, answer.claims)) {
      const message = `The new user token is for ${answer.claims.user} of ${answer.claims.account}, but this client was started for ${held.claims.user} of ${held.claims.account}. Stop it and create another when the user changes.`;
      return failure('user-changed', message);
    }
    const isFirst = held === null;
    held = { token: answer.token, claims: answer.claims };
    if (isFirst) onIdentified(answer.claims);
    return answer;
  }

  function askOnce(): Promise<Answer<UserToken>> {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    current: async () => (held === null ? askOnce() : { ok: true, ...held }),
    renew: async (stale) => {
      if (held !== null && held.token !== stale) return { ok: true, ...held };
      if (typeof source !== 'string') return askOnce();
      const message =
        'The user token is no longer valid, and it was given as a text. Give createKairos a function that fetches a new one.';
      return failure('user-token-expired', message);
    },
  };
}

async function fetchToken(source: UserTokenSource): Promise<Answer<UserToken>> {
  try {
    const token = typeof source === 'string' ? source : await source();
    const claims = readClaims(token);
    if (claims !== null) return { ok: true, token, claims };
    return failure(
      'user-token-invalid',
      'userToken is not a JWT with "sub" and "account"; see "user token" in the API reference.',
    );
  } catch (thrown) {
    return failure(
      'user-token-missing',
      `userToken() failed, so nobody is signed in to Kairos yet: ${reasonOf(thrown)}`,
    );
  }
}

function readClaims(token: string): Claims | null {
  const payload = token.split('.')[1] ?? '';
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
      each.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isClaims(claims) ? { user: claims.sub, account: claims.account } : null;
  } catch {
    return null;
  }
}

function isClaims(value: unknown): value is { readonly sub: string; readonly account: string } {
  return fits(value, { sub: 'text', account: 'text' });
}

function isSameUser(left: Claims, right: Claims): boolean {
  return left.user === right.user && left.account === right.account;
}
