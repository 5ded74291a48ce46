import { errors, jwtVerify } from 'jose';
import { isId, RESERVED_PREFIX } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import type { Environment } from './environments.ts';

/** Who a browser speaks for, as the team's own server vouched. */
export interface UserClaims {
  readonly user: string;
  readonly account: string;
  readonly role: string | null;
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A token is good for an hour at most after it was issued. */
const MAX_TOKEN_AGE_SECONDS = 3600;

/**
 * Checks a user token: JWT, HS256, signed with the environment's identity secret, `aud` the environment's id, `exp` at most an
 * hour after `iat`. Always judged by the wall clock. Throws `user-token-expired` or `user-token-invalid`, saying which claim is off.
 */
export async function verifyUserToken(
  token: string,
  environment: Environment,
  wallClock: () => number,
): Promise<UserClaims> {
  const payload = await readPayload(token, environment, wallClock);
  const { sub, account, role, iat, exp } = payload;
  if (!isId(sub)) throw invalid('"sub" must be the id of the user');
  if (!isId(account) || account.startsWith(RESERVED_PREFIX)) throw invalid('"account" must be the id of the account');
  if (role !== undefined && typeof role !== 'string') throw invalid('"role" must be a text, such as "admin"');
  if (iat === undefined || exp === undefined)
    throw invalid('"iat" and "exp" must say when it was issued and when it ends');
  if (exp - iat > MAX_TOKEN_AGE_SECONDS) throw invalid('"exp" may be at most one hour after "iat"');
  if (iat * 1000 > wallClock() + 60_000)
    throw invalid('"iat" lies in the future; check the clock of the server that signs');
  return { user: sub, account, role: role ?? null, expiresAt: exp * 1000 };
}

async function readPayload(token: string, environment: Environment, wallClock: () => number) {
  try {
    const { payload } = await jwtVerify<{ account?: unknown; role?: unknown }>(
      token,
      new TextEncoder().encode(environment.identitySecret),
      {
        algorithms: ['HS256'],
        audience: environment.id,
        currentDate: new Date(wallClock()),
      },
    );
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new KairosError('user-token-expired', 'the user token has expired; have your server sign a new one', {
        cause: error,
      });
    }
    if (error instanceof errors.JWTClaimValidationFailed)
      throw invalid(`"${error.claim}" is not what this environment expects`, error);
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      throw invalid("it was not signed with this environment's identity secret", error);
    }
    throw invalid('it is not a JWT signed with HS256', error);
  }
}

function invalid(why: string, cause?: unknown): KairosError {
  return new KairosError('user-token-invalid', `the user token is refused: ${why}`, { cause });
}
