import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, aKairos, type TestKairos } from '../testing/test-kairos.ts';

let kairos: TestKairos;
let other: TestKairos;
beforeAll(async () => {
  const first = await aKairos();
  kairos = await first.fresh();
  other = await first.fresh();
  await kairos.sends('Invoice Sent', { times: 8 });
});
afterAll(() => kairos.close());

const session = { body: {} };

describe('a secret key', () => {
  it('is needed, and the refusal says how to send it', async () => {
    for (const [method, path] of [
      ['GET', '/v1/accounts'],
      ['POST', '/v1/track'],
      ['POST', '/v1/client/session'],
    ] as const) {
      const problem = await kairos.callerWith(null).refused(method, path);
      expect(problem).toMatchObject({ status: 401, code: 'unauthorized' });
      expect(problem.detail).toContain('send one as "Authorization: Bearer sk_…"');
      expect(problem.headers.get('www-authenticate')).toBe('Bearer realm="kairos"');
    }
  });

  it('must be one that an environment has', async () => {
    for (const key of ['sk_test_nobodys_key', 'pk_test_nobodys_key', 'rubbish']) {
      const problem = await kairos.callerWith(key).refused('GET', '/v1/accounts');
      expect(problem).toMatchObject({ status: 401, code: 'unauthorized' });
      expect(problem.detail).toContain('was it revoked, or meant for another server?');
    }
  });

  it('may come as the user name of Basic, as Segment clients send it', async () => {
    const authorization = `Basic ${Buffer.from(`${kairos.secretKey}:`).toString('base64')}`;
    const { body } = await kairos.callerWith(null).ask('GET', '/v1/environment', { headers: { authorization } });
    expect(body).toMatchObject({ id: kairos.environment.id });
  });

  it('makes environments only where it is the bootstrap key, of either kind', async () => {
    const body = { name: 'More', kind: 'live' };
    expect(await kairos.api.refused('POST', '/v1/environments', { body })).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    const made = await kairos.callerWith(BOOTSTRAP_KEY).ask('POST', '/v1/environments', { body });
    expect(made.body).toMatchObject({
      kind: 'live',
      secretKey: expect.stringMatching(/^sk_live_[\w-]{43}$/),
      publishableKey: expect.stringMatching(/^pk_live_[\w-]{43}$/),
    });
  });
});

describe('a publishable key', () => {
  it('sends events, and reads nothing', async () => {
    const browser = kairos.callerWith(kairos.environment.publishableKey);
    expect((await browser.ask('POST', '/v1/track', { body: { userId: 'ana', event: 'Seen' } })).status).toBe(200);
    for (const [method, path, body] of [
      ['GET', '/v1/accounts', undefined],
      ['GET', '/v1/environment', undefined],
      ['PUT', '/v1/config', {}],
      ['POST', '/v1/decide', { account: 'acme', user: 'ana' }],
      ['POST', '/v1/quotes', { account: 'acme', change: { plan: 'pro' } }],
    ] as const) {
      const problem = await browser.refused(method, path, body === undefined ? {} : { body });
      expect(problem).toMatchObject({ status: 403, code: 'forbidden' });
      expect(problem.detail).toContain('use a secret key, on your server');
    }
  });

  it('needs a user token beside it to act for a user', async () => {
    const browser = kairos.callerWith(kairos.environment.publishableKey);
    const problem = await browser.refused('POST', '/v1/client/session', session);
    expect(problem).toMatchObject({ status: 401, code: 'user-token-invalid' });
    expect(problem.detail).toContain('send the one that your server signed in the header Kairos-User-Token');
  });
});

describe('a user token', () => {
  const HOUR_MS = 3_600_000;

  it('lets its user in, to its account and with its role', async () => {
    const browser = await kairos.browser({ user: 'zoë', account: 'acme', role: 'member' });
    expect(await browser.session()).toMatchObject({
      account: { id: 'acme' },
      user: { id: 'zoë', role: 'member', canBuy: false },
      usage: { invoices: { used: 8 } },
    });
  });

  it('is refused once its time is over, under a code that tells the browser to fetch another', async () => {
    const token = await kairos.token({ issuedAt: kairos.wallNow - HOUR_MS - 1_000 });
    expect(await kairos.browserWith(token).caller.refused('POST', '/v1/client/session', session)).toMatchObject({
      status: 401,
      code: 'user-token-expired',
      detail: 'the user token has expired; have your server sign a new one',
    });
  });

  it('is refused where anything about it is off, saying which', async () => {
    const { id, identitySecret } = kairos.environment;
    const now = Math.floor(kairos.wallNow / 1000);
    const claims = { sub: 'ana', account: 'acme', aud: id, iat: now, exp: now + 60 };
    const signed = (changed: Record<string, unknown>): Promise<string> =>
      new SignJWT({ ...claims, ...changed })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(identitySecret));
    const [header = '', , signature = ''] = (await kairos.token()).split('.');
    const swapped = Buffer.from(JSON.stringify({ ...claims, account: 'umbra' })).toString('base64url');
    const refusals: Readonly<Record<string, [string, string]>> = {
      'for another environment': [await kairos.token({ audience: other.environment.id }), '"aud"'],
      'for no environment': [await signed({ aud: undefined }), '"aud"'],
      'good for more than an hour': [
        await kairos.token({ lifeSeconds: 3_601 }),
        '"exp" may be at most one hour after "iat"',
      ],
      'good for ever': [await signed({ exp: undefined }), '"exp"'],
      'issued at no time': [await signed({ iat: undefined }), '"iat"'],
      'issued at no number': [await signed({ iat: 'now' }), '"iat"'],
      'issued in the future': [
        await signed({ iat: now + 120, exp: now + 180 }),
        'check the clock of the server that signs',
      ],
      'not good yet': [await signed({ nbf: now + 120 }), '"nbf"'],
      'of nobody': [await signed({ sub: '' }), '"sub" must be the id of the user'],
      'of no account': [await signed({ account: undefined }), '"account" must be the id of the account'],
      'of an account of ours': [await signed({ account: '~ana' }), '"account"'],
      'of an account with a NUL': [await signed({ account: 'ac\0me' }), '"account"'],
      'of an odd role': [await signed({ role: ['owner'] }), '"role" must be a text'],
      'signed with another secret': [
        await kairos.token({ secret: other.environment.identitySecret }),
        'identity secret',
      ],
      'swapped after signing': [`${header}.${swapped}.${signature}`, 'identity secret'],
      'signed by nobody': [new UnsecuredJWT(claims).encode(), 'HS256'],
      'signed in another way': [
        await new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS512' })
          .sign(new TextEncoder().encode(identitySecret.repeat(2))),
        'HS256',
      ],
      'no token': ['rubbish', 'HS256'],
    };
    for (const [what, [token, says]] of Object.entries(refusals)) {
      const problem = await kairos.browserWith(token).caller.refused('POST', '/v1/client/session', session);
      expect({ what, code: problem.code, status: problem.status }).toEqual({
        what,
        code: 'user-token-invalid',
        status: 401,
      });
      expect(problem.detail).toContain(says);
    }
  });

  it("does not reach another account's moments and quotes", async () => {
    const { moment } = await kairos.decide();
    const { id: quote } = await kairos.quote({ plan: 'pro' });
    const { caller } = await kairos.browser({ user: 'eve', account: 'umbra' });
    await kairos.sends('Invoice Sent', { account: 'umbra' });
    for (const [path, body] of [
      [`/v1/client/moments/${moment?.id}/shown`, {}],
      [`/v1/client/moments/${moment?.id}/dismissed`, {}],
      [`/v1/client/quotes/${quote}/accept`, {}],
      ['/v1/client/quotes', { change: { plan: 'pro' }, moment: moment?.id }],
    ] as const) {
      expect(await caller.refused('POST', path, { body })).toMatchObject({ status: 404, code: 'not-found' });
    }
    expect(await kairos.moments()).toMatchObject([{ step: 'offered' }]);
    expect((await kairos.account()).subscription.plan).toBe('free');
  });
});
