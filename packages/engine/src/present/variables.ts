import type { Catalog, Meter, Plan } from '../catalog/catalog.ts';
import { type Granted, grantedBy, type Terms } from '../catalog/terms.ts';
import { dayAndMonth } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MinorUnits } from '../kernel/money.ts';
import { type Account, memberOf, type Signal } from '../observe/account.ts';
import { percentOf, usageOf } from '../observe/entitlement.ts';
import { grantedOn } from '../observe/granted.ts';
import type { Traits } from '../observe/fact.ts';
import { listText, moneyText, numberText } from '../kernel/number-text.ts';
import { bindSignal, SIGNAL_VARIABLES, type SignalVariables } from './signal-variables.ts';

/** Everything that a message may name, bound to live data. null where this account has no such thing. */
export interface MessageVariables extends SignalVariables {
  readonly account: { readonly name: string; readonly traits: Traits };
  readonly user: { readonly name: string | null };
  readonly plan: { readonly name: string };
  readonly next: { readonly name: string };
  readonly meter: { readonly name: string } | null;
  readonly feature: {
    readonly name: string;
    readonly value: string | null;
  } | null;
  readonly used: number | null;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly percent: number | null;
  readonly resetsOn: string | null;
  /** The limited meter that is fullest, whatever the moment is about: what the account is close to. */
  readonly closest: {
    readonly name: string;
    readonly used: number;
    readonly limit: number;
    readonly percent: number;
  } | null;
  readonly members: number;
  /** How many other products are connected. */
  readonly integrations: number;
  readonly renewsOn: string | null;
  /** What the next plan adds, in words; empty where it adds nothing that the catalog names. */
  readonly unlocks: string;
  readonly priceDelta: string;
}

export const KNOWN_VARIABLES = [
  'account.name',
  'account.traits.*',
  'user.name',
  'plan.name',
  'next.name',
  'meter.name',
  'feature.name',
  'feature.value',
  'used',
  'limit',
  'remaining',
  'percent',
  'resetsOn',
  'closest.name',
  'closest.used',
  'closest.limit',
  'closest.percent',
  'members',
  'integrations',
  'renewsOn',
  'unlocks',
  'priceDelta',
  ...SIGNAL_VARIABLES,
] as const;

export function isKnownVariable(path: string): boolean {
  return KNOWN_VARIABLES.some((known) => known === path) || /^account\.traits(?:\.|\[)./.test(path);
}

export function bindVariables(
  catalog: Catalog,
  account: Account,
  subject: {
    readonly user: string;
    readonly meter: string | null;
    readonly feature: string | null;
    readonly signal: Signal | null;
    readonly from: Plan;
    /** What the account would have. */
    readonly terms: Terms;
    /** What that is called. */
    readonly name: string;
    readonly priceDelta: MinorUnits;
    readonly at: Instant;
  },
): MessageVariables {
  const meter = catalog.meters.get(subject.meter ?? '');
  const feature = catalog.features.get(subject.feature ?? '');
  const usage = meter === undefined ? null : usageOf(catalog, account, meter, subject.at);
  const name = account.traits['name'];
  const renewsAt = account.subscription?.renewsAt ?? null;
  return {
    ...bindSignal(catalog, account, subject),
    account: {
      name: typeof name === 'string' ? name : account.id,
      traits: account.traits,
    },
    user: { name: memberOf(account, subject.user)?.name ?? null },
    plan: { name: subject.from.name },
    next: { name: subject.name },
    meter: meter === undefined ? null : { name: meter.label },
    feature: feature === undefined ? null : { name: feature.name, value: withoutStop(feature.value) },
    used: usage?.used ?? null,
    limit: usage?.limit ?? null,
    remaining: usage?.remaining ?? null,
    percent: usage === null || usage.limit === null ? null : Math.floor(percentOf(usage.used, usage.limit)),
    resetsOn: usage?.resetsAt == null ? null : dayAndMonth(usage.resetsAt, account.timeZone),
    closest: closestLimit(catalog, account, subject.at),
    members: Object.keys(account.members).length,
    integrations: account.organisation.integrations.length,
    renewsOn: renewsAt === null ? null : dayAndMonth(renewsAt, account.timeZone),
    unlocks: listText(
      unlockedBy(
        catalog,
        grantedOn(catalog, account, subject.from),
        grantedBy(subject.terms),
        subject.feature ?? subject.meter,
      ),
    ),
    priceDelta: moneyText(subject.priceDelta, catalog.currency),
  };
}

/** A value reads on within a sentence: without a full stop of its own. */
function withoutStop(value: string | null): string | null {
  return value === null ? null : value.trim().replace(/\.$/, '');
}

function closestLimit(catalog: Catalog, account: Account, at: Instant): MessageVariables['closest'] {
  let closest: MessageVariables['closest'] = null;
  for (const meter of catalog.meters.values()) {
    if (meter.aggregate === 'history') continue;
    const { used, limit } = usageOf(catalog, account, meter, at);
    if (limit === null || used <= 0) continue;
    const percent = Math.floor(percentOf(used, limit));
    if (closest === null || percent > closest.percent) closest = { name: meter.label, used, limit, percent };
  }
  return closest;
}

/**
 * What a step from one plan to another adds, with what is kept beside it, in words: the feature or meter in question first, then
 * limits, then features.
 */
export function unlockedBy(catalog: Catalog, from: Granted, to: Granted, first: string | null): string[] {
  const limits = [...catalog.meters.values()].flatMap((meter) => {
    const before = from.limits.get(meter.id)?.limit ?? null;
    const after = to.limits.get(meter.id)?.limit ?? null;
    if (before === null || (after !== null && after <= before)) return [];
    return [{ id: meter.id, text: `${after === null ? 'unlimited' : numberText(after)} ${unitOf(meter)}` }];
  });
  const features = [...catalog.features.values()].flatMap((feature) => {
    const had = from.grants.get(feature.id) ?? false;
    const has = to.grants.get(feature.id) ?? false;
    return has !== false && has !== had ? [{ id: feature.id, text: feature.name }] : [];
  });
  return [...limits, ...features]
    .toSorted((left, right) => Number(right.id === first) - Number(left.id === first))
    .map(({ text }) => text);
}

/** What a limit counts; one of history that nobody named counts days. */
function unitOf(meter: Meter): string {
  return meter.aggregate === 'history' && meter.name === undefined ? `days of ${meter.label}` : meter.label;
}
