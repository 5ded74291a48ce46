import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKairos, type Kairos } from './kairos.ts';
import { fits } from './shape.ts';
import { FakeKairosServer } from './testing/fake-kairos-server.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { aVisitor, isLive } from './testing/visitor.ts';

/** Everything of the client that answers with a promise. */
const CALLS: Readonly<Record<string, (kairos: Kairos) => Promise<{ readonly ok: boolean }>>> = {
  'moments.request': (kairos) => kairos.moments.request({ placement: 'home' }),
  'moments.request with a trigger': (kairos) =>
    kairos.moments.request({ trigger: { type: 'gate', feature: 'reports' } }),
  shown: (kairos) => kairos.moment('mom_1').shown(),
  clicked: (kairos) => kairos.moment('mom_1').clicked(),
  dismissed: (kairos) => kairos.moment('mom_1').dismissed(),
  snoozed: (kairos) => kairos.moment('mom_1').snoozed({ days: 7 }),
  checkoutStarted: (kairos) => kairos.moment('mom_1').checkoutStarted(),
  quote: (kairos) => kairos.quote({ plan: 'pro' }),
  accept: (kairos) => kairos.accept('quo_1'),
};

/** Those that are tried three times before they fail. */
const RETRIED = new Set(Object.keys(CALLS).filter((name) => !name.startsWith('moments.')));

/** A client whose every request is answered so, at once. */
function aClientAnswered(respond: () => Response, userToken: string): Kairos {
  const schedule = (run: () => void, delayMs: number): (() => void) => {
    if (delayMs < 10_000) queueMicrotask(run);
    return () => undefined;
  };
  return createKairos({
    host: 'http://127.0.0.1:9',
    publishableKey: 'pk_test_fake',
    userToken,
    fetch: async () => respond(),
    schedule,
    random: () => 0,
  });
}

describe('whatever happens', () => {
  it.each(Object.entries(CALLS))('%s answers a failure while the server is down', async (name, call) => {
    const fake = await FakeKairosServer.start();
    await fake.down();
    const { kairos, clock, errors } = aVisitor(fake);
    const answer = call(kairos);
    for (const waitMs of RETRIED.has(name) ? [1_000, 2_000] : []) {
      await clock.untilWaiting(waitMs);
      clock.advance(waitMs);
    }
    expect(await answer).toMatchObject({ ok: false, error: { code: 'unreachable', status: null } });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(fake.host);
  });

  it('a server that never answers is given up after fifteen seconds', async () => {
    const fake = await FakeKairosServer.start();
    fake.failNext('/v1/client/decide', { kind: 'silence' });
    const { kairos, clock } = aVisitor(fake);
    const answer = kairos.moments.request();
    await fake.until(() => fake.requests.length === 1);
    clock.advance(15_000);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
    await fake.down();
  });

  it('no call rejects, for any JSON with any status', async () => {
    const token = new FakeKairosServer().userToken();
    const bodies = fc.oneof(fc.json(), fc.string(), fc.constantFrom('', 'null', '[]', '{"moment":{}}', '{"id":1}'));
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(200, 201, 400, 401, 403, 404, 409, 429, 500), async (body, status) => {
        const kairos = aClientAnswered(() => new Response(body, { status }), token);
        const answers = await Promise.all(Object.values(CALLS).map((call) => call(kairos)));
        expect(answers.every((answer) => typeof answer.ok === 'boolean')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('a stream of anything at all leaves the client alive', async () => {
    const token = new FakeKairosServer().userToken();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.json().map((json) => `event: snapshot\ndata: ${json}\n\n`),
          ),
        ),
        async (chunks) => {
          const kairos = aClientAnswered(() => new Response(chunks.join('')), token);
          const lost = new Promise<void>((resolve) => {
            kairos.state.subscribe(() => kairos.state.get().connection === 'offline' && resolve());
          });
          kairos.start();
          await lost;
          kairos.stop();
          expect(kairos.state.get().connection).toBe('idle');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('arguments that make no sense are a failure', async () => {
    const { kairos, errors } = aVisitor(new FakeKairosServer());
    const amount = { type: 'limit', meter: 'invoices', amount: 1n } as unknown;
    const request = { trigger: amount } as Parameters<Kairos['moments']['request']>[0];
    expect(await kairos.moments.request(request)).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
    expect(errors).toHaveLength(1);
  });

  it('a listener that throws is reported, and the others are called', async () => {
    const fake = await FakeKairosServer.start();
    const { kairos, until, errors } = aVisitor(fake);
    const heard: string[] = [];
    kairos.on('usage', () => {
      throw new Error('a bug of the host');
    });
    kairos.on('usage', () => heard.push('usage'));
    kairos.on('error', () => {
      throw new Error('a bug of the error handler');
    });
    kairos.state.subscribe(() => {
      throw new Error('a bug of a component');
    });
    kairos.start();
    await until(isLive);
    await until(() => heard.length > 0);
    expect(new Set(errors.map((error) => error.code))).toEqual(new Set(['listener-threw']));
    expect(errors.map((error) => error.message)).toContain('A listener for "usage" threw: a bug of the host');
    kairos.stop();
    await fake.down();
  });
});

describe('a shape', () => {
  it('judges any value without throwing, and never takes half an object', () => {
    const shape = {
      id: 'text',
      list: ['list', { at: 'number' }],
      map: ['map', 'flag'],
      maybe: ['maybe', 'text'],
    } as const;
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(fits(value, shape)).toBe(false);
      }),
    );
    expect(fits({ id: 'a', list: [{ at: 1 }], map: { on: true }, maybe: null, more: 1 }, shape)).toBe(true);
    expect(fits({ id: 'a', list: [{ at: Number.NaN }], map: {}, maybe: null }, shape)).toBe(false);
  });
});

describe('time', () => {
  it('runs what falls due in order, for tests that say when', () => {
    const clock = new ManualClock('2026-03-12T09:00:00Z');
    const ran: string[] = [];
    clock.schedule(() => ran.push('second'), 20);
    clock.schedule(() => {
      ran.push('first');
      clock.schedule(() => ran.push('chained'), 5);
    }, 10);
    const cancel = clock.schedule(() => ran.push('never'), 12);
    cancel();
    clock.advance(30);
    expect(ran).toEqual(['first', 'chained', 'second']);
  });
});
