import {
  memberOf,
  type Account,
  canRoleBuy,
  dimensionsOf,
  type Entitlement,
  entitlementOf,
  type Instant,
  type Moment,
  monthlyAmount,
  planOf,
  type Program,
  type Quote,
  seatsOf,
  type Signal,
  stageOf,
  termsOf,
  toIso,
  type Usage,
  usageOf,
} from '@kairos/engine';
import type { Upgrade } from '../billing/accept-quote.ts';
import { accountName } from '../log/append-facts.ts';
import type { AccountView, SubscriptionView } from '../wire/account.ts';
import type { EntitlementView } from '../wire/entitlement.ts';
import type { MomentView } from '../wire/moment.ts';
import type { SignalView } from '../wire/signal.ts';
import type { Snapshot } from '../wire/snapshot.ts';
import type { StageView } from '../wire/stage.ts';
import type { QuoteView, UpgradeView } from '../wire/upgrade.ts';
import type { UsageView } from '../wire/usage.ts';
import type { KeptStage } from './kept-stage.ts';
import { readinessViews } from './readiness-views.ts';
import { pendingView, soldViews } from './sold-views.ts';

/** What the API shows of the engine's values: times as ISO 8601, ids with the names that people know them by. */

function usageView(usage: Usage, name: string): UsageView {
  return { ...usage, name, resetsAt: isoOrNull(usage.resetsAt), graceEndsAt: isoOrNull(usage.graceEndsAt) };
}

/** Every meter's usage, by meter. */
export function usageViews({ catalog }: Program, account: Account, now: Instant): Readonly<Record<string, UsageView>> {
  return Object.fromEntries(
    [...catalog.meters.values()].map((meter) => [
      meter.id,
      usageView(usageOf(catalog, account, meter, now), meter.label),
    ]),
  );
}

export function entitlementView({ allowed, reason, value, usage, requiredPlan }: Entitlement): EntitlementView {
  return {
    allowed,
    reason,
    value,
    used: usage?.used ?? null,
    limit: usage?.limit ?? null,
    remaining: usage?.remaining ?? null,
    graceRemaining: usage?.graceRemaining ?? 0,
    state: usage?.state ?? null,
    graceEndsAt: isoOrNull(usage?.graceEndsAt ?? null),
    requiredPlan,
  };
}

/** What the account may do, by feature and meter. */
export function entitlementViews(
  { catalog }: Program,
  account: Account,
  now: Instant,
): Readonly<Record<string, EntitlementView>> {
  const names = [...catalog.features.keys(), ...catalog.meters.keys()];
  return Object.fromEntries(
    names.map((feature) => [
      feature,
      entitlementView(entitlementOf(catalog, account, { feature, amount: 1, at: now })),
    ]),
  );
}

export function signalView(signal: Signal): SignalView {
  const { group: _group, rank: _rank, episode: _episode, ...shown } = signal;
  return {
    ...shown,
    meter: meterOf(signal),
    firedAt: toIso(signal.firedAt),
    expiresAt: isoOrNull(signal.expiresAt),
    endedAt: isoOrNull(signal.endedAt),
  };
}

/** The meter that a signal is about; null for one about anything else. */
export function meterOf({ category, subject }: Signal): string | null {
  return category === 'usage' || category === 'seats' ? subject : null;
}

export function momentView(moment: Moment): MomentView {
  const { name: toName, change, ...offer } = moment.offer;
  const { addOns, ...rest } = change;
  const asked = addOns === undefined ? rest : { ...rest, addOns: [...addOns] };
  return { ...moment, offer: { ...offer, toName, change: asked }, expiresAt: toIso(moment.expiresAt) };
}

export function subscriptionView({ catalog }: Program, account: Account): SubscriptionView {
  const plan = planOf(catalog, account);
  const { subscription } = account;
  const terms = termsOf(catalog, subscription);
  return {
    plan: plan.id,
    planName: plan.name,
    interval: subscription?.interval ?? 'month',
    seats: seatsOf(terms) ?? subscription?.seats ?? null,
    addOns: terms.addOns.map((addOn) => addOn.id),
    startedAt: isoOrNull(subscription?.startedAt ?? null),
    renewsAt: isoOrNull(subscription?.renewsAt ?? null),
    billedBy: subscription?.billedBy ?? ('kairos' as const),
    pending: subscription?.pending == null ? null : pendingView(catalog, subscription, subscription.pending),
    monthlyAmount: monthlyAmount(terms),
  };
}

export function quoteView(
  program: Program,
  kept: { readonly id: string; readonly moment: string | null; readonly quote: Quote },
): QuoteView {
  const { subscription: _, ...quote } = kept.quote;
  const nameOf = (plan: string): string => program.catalog.planById.get(plan)?.name ?? plan;
  return {
    id: kept.id,
    moment: kept.moment,
    ...quote,
    fromName: nameOf(quote.from),
    toName: nameOf(quote.to),
    effectiveAt: toIso(quote.effectiveAt),
    expiresAt: toIso(quote.expiresAt),
  };
}

export function upgradeView(upgrade: Upgrade): UpgradeView {
  return { ...upgrade, at: toIso(upgrade.at), effectiveAt: toIso(upgrade.effectiveAt) };
}

/** All that a browser needs to draw: who and what the user is, what is used, what is allowed, what is waiting to be shown. */
export function snapshotView(
  program: Program,
  account: Account,
  subject: {
    readonly user: string;
    readonly role: string | null;
    readonly moments: readonly Moment[];
    readonly now: Instant;
  },
): Snapshot {
  const { catalog } = program;
  const role = subject.role ?? memberOf(account, subject.user)?.role ?? null;
  const { id, name } = planOf(catalog, account);
  return {
    account: { id: account.id, name: accountName(account) },
    user: { id: subject.user, role, canBuy: role !== null && canRoleBuy(catalog, role) },
    plan: { id, name },
    currency: catalog.currency,
    usage: usageViews(program, account, subject.now),
    entitlements: entitlementViews(program, account, subject.now),
    moments: subject.moments.map(momentView),
    ...soldViews(catalog, account),
  };
}

/** The whole account, as the team sees it. */
export function accountView(
  program: Program,
  account: Account,
  {
    now,
    signals,
    kept,
  }: { readonly now: Instant; readonly signals: readonly Signal[]; readonly kept: KeptStage | null },
): AccountView {
  const stage = stageView(program, account, { now, kept });
  return {
    id: account.id,
    name: accountName(account),
    traits: account.traits,
    timeZone: account.timeZone,
    since: toIso(account.since),
    currency: program.catalog.currency,
    subscription: subscriptionView(program, account),
    usage: usageViews(program, account, now),
    members: Object.entries(account.members).map(([id, { name, role }]) => ({ id, name, role })),
    signals: signals.map(signalView),
    stage,
    dimensions: dimensionsOf(program.catalog, account, now),
    ...readinessViews(program, account, { now, stage: stage.stage }),
  };
}

/** The stage, read live; since when is known where it is the one that is kept. */
function stageView(
  { catalog }: Program,
  account: Account,
  { now, kept }: { readonly now: Instant; readonly kept: KeptStage | null },
): StageView {
  const { stage, tally, reasons } = stageOf(catalog, account, now);
  return {
    stage,
    since: kept?.stage === stage ? toIso(kept.since) : null,
    tally: [...tally],
    reasons: reasons.map((reason) => ({ ...reason, until: isoOrNull(reason.until) })),
  };
}

export function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : toIso(at);
}
