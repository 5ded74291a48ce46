import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whom a token is for. */
export interface TokenOwner {
  readonly user?: string;
  readonly account?: string;
  readonly role?: string;
}

export interface TokenClaims {
  readonly sub: string;
  readonly account: string;
  readonly role: string;
  /** Which of several tokens for the same user it is. */
  readonly jti: string;
}

/** Signs a user token as a host's server does: a JWT with HS256. */
export function signUserToken(claims: TokenClaims, secret: string): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${signature(signed, secret)}`;
}

/** The claims of a token that was signed with the secret; null for any other. */
export function verifyUserToken(token: string, secret: string): TokenClaims | null {
  const [header = '', payload = '', given = ''] = token.split('.');
  const expected = signature(`${header}.${payload}`, secret);
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return null;
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function signature(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}
