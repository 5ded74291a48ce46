import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeKairosServer } from './testing/fake-kairos-server.ts';
import { aMoment, aProSnapshot, aQuote } from './testing/views.ts';
import { aVisitor, isLive, type Visitor } from './testing/visitor.ts';

let fake: FakeKairosServer;
let visitor: Visitor;

beforeEach(async () => {
  fake = await FakeKairosServer.start();
  visitor = aVisitor(fake);
});

afterEach(async () => {
  visitor.kairos.stop();
  await fake.down();
});

async function aQuoteId(): Promise<string> {
  const answer = await visitor.kairos.quote({ plan: 'pro' });
  return answer.ok ? answer.quote.id : 'none';
}

describe('a quote', () => {
  it('says what a change costs, for the moment that led to it', async () => {
    const answer = await visitor.kairos.quote({ plan: 'pro' }, { moment: 'mom_1' });
    expect(answer).toEqual({ ok: true, quote: aQuote({ moment: 'mom_1' }) });
  });

  it('is asked for seats and add-ons as for a plan', async () => {
    await visitor.kairos.quote({ seats: 8, addOns: ['sso'] });
    expect(fake.quotedChanges).toEqual([{ seats: 8, addOns: ['sso'] }]);
  });

  it('that can not be made says why', async () => {
    fake.failNext('/v1/client/quotes', { kind: 'problem', status: 409, code: 'no-change' });
    const answer = await visitor.kairos.quote({ plan: 'free' });
    const error = {
      code: 'no-change',
      message: 'The fake answers no-change.',
      status: 409,
      requestId: 'req_1',
      retryAfterMs: null,
    };
    expect(answer).toEqual({ ok: false, error });
    expect(visitor.errors).toEqual([error]);
  });
});

describe('accepting a quote', () => {
  it('makes the new plan live in the answer, and takes the moment away', async () => {
    const { kairos, until } = visitor;
    fake.offered = aMoment();
    kairos.placements.register('home');
    kairos.start();
    await until(({ moments }) => moments['home'] !== undefined);
    const quoted = await kairos.quote({ plan: 'pro' }, { moment: 'mom_1' });
    const answer = await kairos.accept(quoted.ok ? quoted.quote.id : '');
    expect(answer).toMatchObject({ ok: true, upgrade: { status: 'active', from: 'free', to: 'pro', moment: 'mom_1' } });
    expect(kairos.state.get().snapshot).toEqual(aProSnapshot());
    expect(kairos.state.get().moments).toEqual({});
  });

  it('is heard of in the other tabs', async () => {
    const other = aVisitor(fake);
    other.kairos.start();
    await other.until(isLive);
    await visitor.kairos.accept(await aQuoteId());
    await other.until(({ snapshot }) => snapshot?.plan.id === 'pro');
    other.kairos.stop();
  });

  it('buys once, when the answer got lost and it is asked again', async () => {
    const quote = await aQuoteId();
    fake.failNext(
      '/v1/client/quotes/',
      { kind: 'answer-lost' },
      { kind: 'problem', status: 409, code: 'idempotency-running' },
    );
    const accepting = visitor.kairos.accept(quote);
    await visitor.clock.untilWaiting(1_000);
    visitor.clock.advance(1_000);
    await visitor.clock.untilWaiting(2_000);
    visitor.clock.advance(2_000);
    expect((await accepting).ok).toBe(true);
    expect(fake.accepted).toHaveLength(1);
  });

  it('buys once, when it failed for good and the user tries again', async () => {
    const quote = await aQuoteId();
    fake.failNext('/v1/client/quotes/', { kind: 'answer-lost' }, { kind: 'cut' }, { kind: 'cut' });
    const accepting = visitor.kairos.accept(quote);
    for (const waitMs of [1_000, 2_000]) {
      await visitor.clock.untilWaiting(waitMs);
      visitor.clock.advance(waitMs);
    }
    expect(await accepting).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    expect((await visitor.kairos.accept(quote)).ok).toBe(true);
    expect(fake.accepted).toHaveLength(1);
  });

  it('is not tried again when the server said no', async () => {
    const quote = await aQuoteId();
    fake.failNext('/v1/client/quotes/', { kind: 'problem', status: 409, code: 'quote-stale' });
    expect(await visitor.kairos.accept(quote)).toMatchObject({ ok: false, error: { code: 'quote-stale' } });
    expect(fake.accepted).toEqual([]);
  });

  it('for later leaves the plan as it is', async () => {
    fake.quote = aQuote({ mrrDelta: -4900, dueNow: 0, lines: [], effectiveAt: '2026-04-01T00:00:00.000Z' });
    fake.upgraded = fake.snapshot;
    visitor.kairos.start();
    await visitor.until(isLive);
    const answer = await visitor.kairos.accept(await aQuoteId());
    expect(answer).toMatchObject({ ok: true, upgrade: { status: 'scheduled' } });
    expect(visitor.kairos.state.get().snapshot?.plan.id).toBe('free');
  });
});
