import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeKairosServer } from './testing/fake-kairos-server.ts';
import { aVisitor, isLive } from './testing/visitor.ts';

let fake: FakeKairosServer;

beforeEach(async () => {
  fake = await FakeKairosServer.start();
});

afterEach(() => fake.down());

/** A host that hands out tokens, and counts them. */
function aHost(): { readonly tokens: string[]; readonly userToken: () => Promise<string> } {
  const tokens: string[] = [];
  return {
    tokens,
    userToken: async () => {
      tokens.push(fake.userToken());
      return tokens.at(-1) ?? '';
    },
  };
}

describe('a user token', () => {
  it('is asked for once and used for everything', async () => {
    const host = aHost();
    const { kairos, until } = aVisitor(fake, { userToken: host.userToken });
    kairos.start();
    await until(isLive);
    await kairos.quote({ plan: 'pro' });
    expect(host.tokens).toHaveLength(1);
    kairos.stop();
  });

  it('is renewed when it has expired, and the call that found out succeeds', async () => {
    const host = aHost();
    const { kairos, errors } = aVisitor(fake, { userToken: host.userToken });
    await kairos.quote({ plan: 'pro' });
    fake.expireTokens();
    expect((await kairos.quote({ plan: 'pro' })).ok).toBe(true);
    expect(host.tokens).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it('is renewed once, however many calls find out at the same time', async () => {
    const host = aHost();
    const { kairos } = aVisitor(fake, { userToken: host.userToken });
    await kairos.quote({ plan: 'pro' });
    fake.expireTokens();
    const answers = await Promise.all([1, 2, 3, 4].map(() => kairos.quote({ plan: 'pro' })));
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, true]);
    expect(host.tokens).toHaveLength(2);
  });

  it('that expired while connected is renewed with the next connection', async () => {
    const host = aHost();
    const { kairos, until, clock } = aVisitor(fake, { userToken: host.userToken });
    kairos.start();
    await until(isLive);
    fake.expireTokens();
    fake.dropStreams();
    await until(({ connection }) => connection === 'offline');
    clock.advance(1_000);
    await until(isLive);
    expect(host.tokens).toHaveLength(2);
    kairos.stop();
  });

  it('that is refused even when new is an error, not a loop', async () => {
    const host = aHost();
    const refuse = { kind: 'problem', status: 401, code: 'user-token-expired' } as const;
    fake.failNext('/v1/client/quotes', refuse, refuse);
    const answer = await aVisitor(fake, { userToken: host.userToken }).kairos.quote({ plan: 'pro' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'user-token-expired', status: 401 } });
    expect(host.tokens).toHaveLength(2);
  });

  it('given as a text can not be renewed, and the error says what to do', async () => {
    const { kairos, errors } = aVisitor(fake, { userToken: fake.userToken() });
    fake.expireTokens();
    const answer = await kairos.quote({ plan: 'pro' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'user-token-expired' } });
    expect(errors[0]?.message).toMatch(/Give createKairos a function/);
  });

  it('that the host can not fetch is an error, and asked for again', async () => {
    let isHostUp = false;
    const { kairos, clock, until, untilErrors, errors } = aVisitor(fake, {
      userToken: async () => {
        if (!isHostUp) throw new Error('503 from /kairos-token');
        return fake.userToken();
      },
    });
    kairos.start();
    await untilErrors(1);
    expect(errors[0]).toMatchObject({ code: 'user-token-missing' });
    expect(errors[0]?.message).toContain('503 from /kairos-token');
    isHostUp = true;
    clock.advance(1_000);
    await until(isLive);
    kairos.stop();
  });

  it.each(['', 'not a token', 'a.b.c', `x.${btoa('{"sub":"ada"}')}.y`, `x.${btoa('null')}.y`])(
    'that is none (%j) is an error',
    async (userToken) => {
      const answer = await aVisitor(fake, { userToken }).kairos.quote({ plan: 'pro' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'user-token-invalid' } });
      expect(fake.requests).toEqual([]);
    },
  );

  it('for somebody else is not taken: one client is for one user', async () => {
    const owners = [{ user: 'ada' }, { user: 'bob' }];
    const { kairos } = aVisitor(fake, { userToken: async () => fake.userToken(owners.shift() ?? {}) });
    await kairos.quote({ plan: 'pro' });
    fake.expireTokens();
    const answer = await kairos.quote({ plan: 'pro' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'user-changed' } });
  });

  it('may name its user in any script', async () => {
    const { kairos, clock, until } = aVisitor(fake, { userToken: fake.userToken({ user: 'Zoë 東京' }) });
    kairos.start();
    await until(isLive);
    kairos.track('Invoice Sent');
    clock.advance(100);
    await fake.until(() => fake.events.length === 1);
    expect(fake.events[0]?.userId).toBe('Zoë 東京');
    kairos.stop();
  });
});
