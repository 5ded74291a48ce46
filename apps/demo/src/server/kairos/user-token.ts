import { SignJWT } from 'jose';
import type { Person } from '../store/companies.ts';

/** What a token is signed with, and for which environment it holds. */
export interface TokenIssuer {
  readonly identitySecret: string;
  readonly environmentId: string;
}

const LIFE_S = 15 * 60;

/**
 * Mints the token by which a browser is this person towards Kairos: HS256, for 15 minutes (Kairos takes at most an hour). `now` is in
 * epoch milliseconds by the wall clock, which is the one that Kairos judges tokens by.
 */
export function mintUserToken(
  person: Pick<Person, 'id' | 'company' | 'role'>,
  { identitySecret, environmentId }: TokenIssuer,
  now: number,
): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({ account: person.company, role: person.role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(person.id)
    .setAudience(environmentId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_S)
    .sign(new TextEncoder().encode(identitySecret));
}
