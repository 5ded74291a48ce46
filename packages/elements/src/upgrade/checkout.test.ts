import type { ChangeRequest, MomentView, ProblemCode } from '@kairos/client';
import {
  aGateMoment,
  aMoment,
  aProSnapshot,
  aQuote,
  aSnapshot,
  aUsage,
  aVisitor,
  FakeKairosServer,
  isLive,
  type Visitor,
} from '@kairos/client/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Checkout, type CheckoutState } from './checkout.ts';

let fake: FakeKairosServer;
let visitor: Visitor;
let checkout: Checkout;
let states: CheckoutState['kind'][];
let look: () => void;

beforeEach(async () => {
  fake = await FakeKairosServer.start();
  visitor = aVisitor(fake);
  states = [];
  look = () => undefined;
  checkout = new Checkout({
    onChange: () => {
      states.push(checkout.state.kind);
      look();
    },
    onDone: () => undefined,
  });
});

afterEach(async () => {
  visitor.kairos.stop();
  await fake.down();
});

/** Resolves with the state once it is of this kind. */
function until<Kind extends CheckoutState['kind']>(kind: Kind): Promise<Extract<CheckoutState, { kind: Kind }>> {
  return new Promise((resolve) => {
    look = () => {
      const { state } = checkout;
      if (isOf(state, kind)) resolve(state);
    };
    look();
  });
}

function isOf<Kind extends CheckoutState['kind']>(
  state: CheckoutState,
  kind: Kind,
): state is Extract<CheckoutState, { kind: Kind }> {
  return state.kind === kind;
}

function open(moment: MomentView | null = aMoment(), change: ChangeRequest = { plan: 'pro' }): void {
  const { snapshot } = visitor.kairos.state.get();
  checkout.open({ client: visitor.kairos, moment, change, snapshot });
}

function refuseAccept(code: ProblemCode, status: number): void {
  fake.failNext('/v1/client/quotes/', { kind: 'problem', status, code });
}

function stepsOf(): readonly string[] {
  return fake.steps.map(({ step }) => step);
}

describe('a checkout', () => {
  it('goes from the price to the plan, and tells the server where it stands', async () => {
    open();
    await until('quoted');
    await fake.until(() => fake.steps.length === 1);
    expect(stepsOf()).toEqual(['checkout-started']);
    checkout.confirm();
    const { upgrade, usage } = await until('done');
    expect(upgrade).toMatchObject({ status: 'active', to: 'pro', moment: 'mom_1' });
    expect(usage).toMatchObject({ used: 8, limit: 100 });
    expect(states).toEqual(['quoting', 'quoted', 'accepting', 'done']);
  });

  it('of a modal shows what it is about first, and asks for the price when that is wanted', async () => {
    open(aMoment({ presentation: 'modal' }));
    expect(checkout.state.kind).toBe('offer');
    checkout.proceed();
    await until('quoted');
    await fake.until(() => fake.steps.length === 3);
    expect(new Set(stepsOf())).toEqual(new Set(['shown', 'clicked', 'checkout-started']));
  });

  it('of a modal that is refused says so, and of one that was looked at does not', async () => {
    open(aMoment({ presentation: 'modal' }));
    checkout.close();
    await fake.until(() => stepsOf().includes('dismissed'));
    open(aMoment({ id: 'mom_2', presentation: 'modal' }));
    checkout.proceed();
    await until('quoted');
    checkout.close();
    await fake.until(() => fake.steps.some(({ id, step }) => id === 'mom_2' && step === 'checkout-started'));
    expect(fake.steps.filter(({ id }) => id === 'mom_2').map(({ step }) => step)).not.toContain('dismissed');
  });

  it('asks nobody for money who may not buy', async () => {
    open(aMoment({ canBuy: false }));
    expect(checkout.state.kind).toBe('ask');
    fake.snapshot = aSnapshot({ user: { id: 'ada', role: 'member', canBuy: false } });
    visitor.kairos.start();
    await visitor.until(isLive);
    open(null);
    expect(checkout.state.kind).toBe('ask');
    expect(fake.requests).not.toContain('POST /v1/client/quotes');
  });

  it.each([
    ['stale', 'quote-stale', 409],
    ['expired', 'quote-expired', 410],
  ] as const)('works a price out anew that is %s, and has it confirmed again', async (because, code, status) => {
    open();
    await until('quoted');
    refuseAccept(code, status);
    fake.quote = aQuote({ dueNow: 4410 });
    checkout.confirm();
    await until('quoting');
    const { quote, anew } = await until('quoted');
    expect(quote.dueNow).toBe(4410);
    expect(anew).toMatchObject({ because, before: { dueNow: 4900 } });
    expect(fake.accepted).toEqual([]);
    checkout.confirm();
    await until('done');
    expect(fake.accepted).toHaveLength(1);
  });

  it('that failed can be tried again, and buys once even if the first try went through', async () => {
    open();
    await until('quoted');
    fake.failNext('/v1/client/quotes/', { kind: 'garbage', body: '<html>', isCarriedOut: true });
    checkout.confirm();
    expect((await until('accept-failed')).error.code).toBe('unexpected-answer');
    checkout.retry();
    await until('done');
    expect(fake.accepted).toHaveLength(1);
  });

  it('whose price failed can be tried again', async () => {
    fake.failNext('/v1/client/quotes', { kind: 'garbage', body: '' });
    open();
    await until('quote-failed');
    checkout.retry();
    await until('quoted');
  });

  it('of a plan that the account has already says so', async () => {
    fake.failNext('/v1/client/quotes', { kind: 'problem', status: 409, code: 'no-change' });
    open();
    expect((await until('already')).quote).toBeNull();
  });

  it('of an account that somebody works on sends the user to them', () => {
    open(aMoment({ answer: 'ask-contact', presentation: 'modal' }));
    expect(checkout.state.kind).toBe('ask');
    checkout.proceed();
    expect(states).toEqual(['ask']);
  });

  it('of a feature ends without a meter to show', async () => {
    open(aGateMoment());
    await until('quoted');
    checkout.confirm();
    expect((await until('done')).usage).toBeNull();
  });

  it('of seats notices that somebody else of the account was faster', async () => {
    const seats = (limit: number) => ({ seats: aUsage({ name: 'seats', used: 5, limit }) });
    fake.snapshot = aSnapshot({ usage: seats(5) });
    fake.quote = aQuote({ from: 'free', to: 'free', toName: 'Free' });
    visitor.kairos.start();
    await visitor.until(isLive);
    visitor.kairos.state.subscribe(() => checkout.noticeChange());
    open(aMoment({ meter: 'seats' }), { seats: 8 });
    await until('quoted');
    fake.push('usage', { usage: seats(6), entitlements: {} });
    await visitor.until(({ snapshot }) => snapshot?.usage['seats']?.limit === 6);
    expect(checkout.state.kind).toBe('quoted');
    fake.push('usage', { usage: seats(8), entitlements: {} });
    await until('already');
  });

  it('notices that somebody else of the account was faster', async () => {
    visitor.kairos.start();
    await visitor.until(isLive);
    visitor.kairos.state.subscribe(() => checkout.noticeChange());
    open();
    await until('quoted');
    fake.push('entitlements', aProSnapshot());
    expect((await until('already')).quote?.toName).toBe('Pro');
  });

  it('that was closed stays closed, whatever comes in later', async () => {
    open();
    checkout.close();
    await fake.until(() => fake.requests.includes('POST /v1/client/quotes'));
    open();
    await until('quoted');
    expect(states).toEqual(['quoting', 'closed', 'quoting', 'quoted']);
  });

  it('ignores what makes no sense where it stands', async () => {
    checkout.confirm();
    checkout.proceed();
    checkout.retry();
    open();
    checkout.confirm();
    await until('quoted');
    expect(fake.accepted).toEqual([]);
  });
});
