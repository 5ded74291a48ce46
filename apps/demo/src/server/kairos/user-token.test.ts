import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { mintUserToken } from './user-token.ts';

const NOW = Date.UTC(2026, 4, 18, 10, 30, 0, 700);
const ISSUER = { identitySecret: 'the identity secret of an environment', environmentId: 'env_1' };
const PERSON = { id: 'wren-halloway', company: 'harbour-and-pine-studio', role: 'owner' } as const;

const verify = (token: string, secret = ISSUER.identitySecret, audience = ISSUER.environmentId) =>
  jwtVerify(token, new TextEncoder().encode(secret), { audience, currentDate: new Date(NOW), algorithms: ['HS256'] });

describe('a user token', () => {
  it('says who the person is, of which account, in which role, for which environment', async () => {
    const { payload } = await verify(await mintUserToken(PERSON, ISSUER, NOW));
    const issuedAt = Math.floor(NOW / 1000);
    expect(payload).toEqual({
      sub: 'wren-halloway',
      account: 'harbour-and-pine-studio',
      role: 'owner',
      aud: 'env_1',
      iat: issuedAt,
      exp: issuedAt + 900,
    });
  });

  it('holds for less than the hour that Kairos allows', async () => {
    const { payload } = await verify(await mintUserToken(PERSON, ISSUER, NOW));
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(3600);
  });

  it('holds for no other secret and no other environment', async () => {
    const token = await mintUserToken(PERSON, ISSUER, NOW);
    await expect(verify(token, 'another secret')).rejects.toThrow('signature');
    await expect(verify(token, ISSUER.identitySecret, 'env_2')).rejects.toThrow('aud');
  });
});
