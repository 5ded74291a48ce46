import { SignJWT } from 'jose';

/** What a user token says; left out, what a team's own server would say. */
export interface TokenClaims {
  readonly user?: string;
  readonly account?: string;
  readonly role?: string;
  readonly issuedAt: number;
  /** In seconds after it was issued. */
  readonly lifeSeconds?: number;
  readonly audience: string;
  readonly secret: string;
}

/** Signs a user token as a team's own server does. */
export function signUserToken({
  user = 'ana',
  account = 'acme',
  role,
  issuedAt,
  lifeSeconds = 3600,
  audience,
  secret,
}: TokenClaims): Promise<string> {
  const iat = Math.floor(issuedAt / 1000);
  return new SignJWT({ account, ...(role === undefined ? {} : { role }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setAudience(audience)
    .setIssuedAt(iat)
    .setExpirationTime(iat + lifeSeconds)
    .sign(new TextEncoder().encode(secret));
}
