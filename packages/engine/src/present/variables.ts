import type { Catalog, Plan } from '../catalog/catalog.ts';
import { dayAndMonth } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MinorUnits } from '../kernel/money.ts';
import { type Account, memberOf } from '../observe/account.ts';
import { percentOf, usageOf } from '../observe/entitlement.ts';
import type { Traits } from '../observe/fact.ts';
import { listText, moneyText, numberText } from './number-text.ts';

/** Everything that a message may name, bound to live data. null where this account has no such thing. */
export interface MessageVariables {
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
  'unlocks',
  'priceDelta',
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
    readonly from: Plan;
    readonly to: Plan;
    readonly priceDelta: MinorUnits;
    readonly at: Instant;
  },
): MessageVariables {
  const meter = catalog.meters.get(subject.meter ?? '');
  const feature = catalog.features.get(subject.feature ?? '');
  const usage = meter === undefined ? null : usageOf(catalog, account, meter, subject.at);
  const name = account.traits['name'];
  return {
    account: {
      name: typeof name === 'string' ? name : account.id,
      traits: account.traits,
    },
    user: { name: memberOf(account, subject.user)?.name ?? null },
    plan: { name: subject.from.name },
    next: { name: subject.to.name },
    meter: meter === undefined ? null : { name: meter.label },
    feature: feature === undefined ? null : { name: feature.name, value: feature.value },
    used: usage?.used ?? null,
    limit: usage?.limit ?? null,
    remaining: usage?.remaining ?? null,
    percent: usage === null || usage.limit === null ? null : Math.floor(percentOf(usage.used, usage.limit)),
    resetsOn: usage?.resetsAt == null ? null : dayAndMonth(usage.resetsAt, account.timeZone),
    unlocks: listText(unlockedBy(catalog, subject.from, subject.to, subject.meter)),
    priceDelta: moneyText(subject.priceDelta, catalog.currency),
  };
}

/** What a step from one plan to another adds, in words: the meter in question first, then the others, then features. */
export function unlockedBy(catalog: Catalog, from: Plan, to: Plan, first: string | null): string[] {
  const meters = [...catalog.meters.values()].toSorted(
    (left, right) => Number(right.id === first) - Number(left.id === first),
  );
  const limits = meters.flatMap((meter) => {
    const before = from.limits.get(meter.id)?.limit ?? null;
    const after = to.limits.get(meter.id)?.limit ?? null;
    if (before === null || (after !== null && after <= before)) return [];
    return [after === null ? `unlimited ${meter.label}` : `${numberText(after)} ${meter.label}`];
  });
  const features = [...catalog.features.values()].flatMap((feature) => {
    const had = from.grants.get(feature.id) ?? false;
    const has = to.grants.get(feature.id) ?? false;
    return has !== false && has !== had ? [feature.name] : [];
  });
  return [...limits, ...features];
}
