import type { EntitlementView, MomentView, OfferView, QuoteView, SignalView, Snapshot, UsageView } from '../wire.ts';

/** Ledgerly's free plan: 8 of 10 invoices sent. Name what a test is about, and leave the rest. */
export function aUsage(given: Partial<UsageView> = {}): UsageView {
  const used = given.used ?? 8;
  const limit = given.limit === undefined ? 10 : given.limit;
  return {
    name: 'invoices',
    used,
    limit,
    ratio: limit === null ? null : used / limit,
    state: 'warning',
    remaining: limit === null ? null : Math.max(0, limit - used),
    graceRemaining: 1,
    resetsAt: '2026-04-01T00:00:00.000Z',
    graceEndsAt: null,
    ...given,
  };
}

export function anEntitlement(given: Partial<EntitlementView> = {}): EntitlementView {
  return {
    allowed: true,
    reason: 'within-limit',
    value: null,
    used: 8,
    limit: 10,
    remaining: 2,
    graceRemaining: 1,
    state: 'warning',
    graceEndsAt: null,
    requiredPlan: null,
    ...given,
  };
}

export function anOffer(given: Partial<OfferView> = {}): OfferView {
  return {
    kind: 'plan',
    from: 'free',
    to: 'pro',
    toName: 'Pro',
    change: { plan: 'pro' },
    priceDelta: 4900,
    currency: 'USD',
    ...given,
  };
}

export function aMoment(given: Partial<MomentView> = {}): MomentView {
  return {
    id: 'mom_1',
    play: 'more-invoices',
    version: 1,
    signal: 'usage.approaching',
    signalInstance: 'sig_1',
    presentation: 'banner',
    kind: 'upsell',
    channel: 'in-app',
    motion: 'self-serve',
    reactive: false,
    canBuy: true,
    answer: 'offer',
    priceAfter: null,
    meter: 'invoices',
    feature: null,
    offer: anOffer(),
    message: {
      done: 'You have sent 8 of your 10 invoices this month.',
      near: '2 are left until 1 April.',
      unlock: 'Pro gives you 100 invoices a month, 5 seats and Advanced reporting.',
      action: 'See Pro',
      reassurance: '30 days money back, and you can step down at any time.',
    },
    expiresAt: '2026-04-01T00:00:00.000Z',
    ...given,
  };
}

export function aSnapshot(given: Partial<Snapshot> = {}): Snapshot {
  return {
    account: { id: 'acme', name: 'Acme' },
    user: { id: 'ada', role: 'owner', canBuy: true },
    plan: { id: 'free', name: 'Free' },
    currency: 'USD',
    usage: { invoices: aUsage() },
    entitlements: { invoices: anEntitlement() },
    moments: [],
    plans: [
      { id: 'free', name: 'Free', prices: [{ interval: 'month', amount: 0 }] },
      { id: 'pro', name: 'Pro', prices: [{ interval: 'month', amount: 4900 }] },
    ],
    ...given,
  };
}

/** A moment about a locked feature, as one about no meter is. */
export function aGateMoment(given: Partial<MomentView> = {}): MomentView {
  return aMoment({
    play: 'locked-feature',
    signal: 'gate.discovered',
    meter: null,
    feature: 'advanced-reporting',
    message: {
      done: 'You have come to Advanced reporting 3 times.',
      near: 'You are one step away from this: see what every month brought in.',
      unlock: 'With Pro you have 100 invoices a month, 5 seats and Advanced reporting.',
      action: 'Open Advanced reporting',
      reassurance: 'It opens at once, and you can step back down whenever you like.',
    },
    ...given,
  });
}

/** The same account on the Pro plan. */
export function aProSnapshot(): Snapshot {
  const usage = aUsage({ limit: 100, ratio: 0.08, state: 'ok', remaining: 92, graceRemaining: 10 });
  return aSnapshot({
    plan: { id: 'pro', name: 'Pro' },
    usage: { invoices: usage },
    entitlements: { invoices: anEntitlement({ limit: 100, remaining: 92, state: 'ok', graceRemaining: 10 }) },
  });
}

export function aSignal(given: Partial<SignalView> = {}): SignalView {
  return {
    id: 'sig_1',
    signal: 'usage.approaching',
    category: 'usage',
    priority: 'critical',
    polarity: 'positive',
    meter: 'invoices',
    firedAt: '2026-03-12T09:00:00.000Z',
    expiresAt: '2026-04-01T00:00:00.000Z',
    evidence: { used: 8, limit: 10, threshold: 80 },
    supersededBy: null,
    ...given,
  };
}

export function aQuote(given: Partial<QuoteView> = {}): QuoteView {
  return {
    id: 'quo_1',
    lines: [{ description: 'Pro, one month', amount: 4900, proration: false }],
    dueNow: 4900,
    recurringBefore: { amount: 0, interval: 'month' },
    recurringAfter: { amount: 4900, interval: 'month' },
    mrrDelta: 4900,
    currency: 'USD',
    effectiveAt: '2026-03-12T09:00:00.000Z',
    expiresAt: '2026-03-13T09:00:00.000Z',
    from: 'free',
    to: 'pro',
    fromName: 'Free',
    toName: 'Pro',
    moment: null,
    ...given,
  };
}
