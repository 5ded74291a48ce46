import type { Currency, MinorUnits } from '../kernel/money.ts';
import { minorUnits, scale } from '../kernel/money.ts';
import type {
  BillingInterval,
  Config,
  GuardrailsConfig,
  LimitConfig,
  MeterConfig,
  PlanConfig,
  PlayConfig,
} from './config-schema.ts';
import { defaultPlays, defaultSignals } from './defaults.ts';

/** How events become usage, under its id. */
export type Meter = MeterConfig & { readonly id: string; readonly label: string };

export interface Feature {
  readonly id: string;
  readonly name: string;
  /** What it does for the one who has it (S0.9); null where the team hasn't said. */
  readonly value: string | null;
}

/** One rung of the ladder. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  /** Place on the ladder, from 0; plans are ordered as listed. */
  readonly rank: number;
  readonly prices: ReadonlyMap<BillingInterval, MinorUnits>;
  /** Limits by meter; a meter that isn't here is unlimited. */
  readonly limits: ReadonlyMap<string, LimitConfig>;
  /** Grants by feature; a feature that isn't here isn't granted. */
  readonly grants: ReadonlyMap<string, boolean | string>;
}

export type SignalPreset = 'usage.approaching' | 'usage.critical' | 'usage.reached';

export interface SignalRule {
  readonly id: string;
  readonly preset: SignalPreset;
  /** The meters it watches; null for all. */
  readonly meters: ReadonlySet<string> | null;
}

export type Play = PlayConfig;

/** A config made ready to be asked: looked up by id, ordered, with every default in place. */
export interface Catalog {
  readonly config: Config;
  readonly currency: Currency;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly metersByEvent: ReadonlyMap<string, readonly Meter[]>;
  readonly features: ReadonlyMap<string, Feature>;
  readonly plans: readonly Plan[];
  readonly planById: ReadonlyMap<string, Plan>;
  readonly defaultPlan: Plan;
  readonly signals: readonly SignalRule[];
  readonly plays: readonly Play[];
  readonly guardrails: GuardrailsConfig;
  readonly buyerRoles: ReadonlySet<string>;
}

/** Builds the catalog of a config that `readConfig` accepted. */
export function buildCatalog(config: Config): Catalog {
  const meters = new Map(
    Object.entries(config.meters).map(([id, meter]): [string, Meter] => [
      id,
      { ...meter, id, label: meter.name ?? id },
    ]),
  );
  const plans = config.plans.map(buildPlan);
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const defaultPlan = planById.get(config.defaultPlan ?? '') ?? plans[0];
  if (defaultPlan === undefined) throw new TypeError('a config without plans is not one that readConfig accepts');
  return {
    config,
    currency: config.product.currency as Currency,
    meters,
    metersByEvent: groupByEvent(meters.values()),
    features: new Map(
      Object.entries(config.features).map(([id, { name, value }]) => [id, { id, name, value: value ?? null }]),
    ),
    plans,
    planById,
    defaultPlan,
    signals: Object.entries(config.signals ?? defaultSignals()).map(([id, signal]) => ({
      id,
      preset: signal.preset,
      meters: signal.meters === undefined ? null : new Set(signal.meters),
    })),
    plays: config.plays ?? defaultPlays(Object.entries(config.signals ?? defaultSignals()).map(([id]) => id)),
    guardrails: config.guardrails,
    buyerRoles: new Set(config.product.buyerRoles),
  };
}

/** What a plan costs per month: its monthly price, else a twelfth of the yearly one, else 0. */
export function monthlyAmount(plan: Plan, interval: BillingInterval): MinorUnits {
  const monthly = plan.prices.get('month');
  const yearly = plan.prices.get('year');
  const perMonthOfYear = yearly === undefined ? undefined : scale(yearly, 1, 12);
  return (interval === 'month' ? (monthly ?? perMonthOfYear) : (perMonthOfYear ?? monthly)) ?? minorUnits(0);
}

function buildPlan(plan: PlanConfig, rank: number): Plan {
  const limits = new Map<string, LimitConfig>();
  const grants = new Map<string, boolean | string>();
  for (const [id, entitlement] of Object.entries(plan.entitlements)) {
    if (typeof entitlement === 'object') limits.set(id, entitlement);
    else grants.set(id, entitlement);
  }
  const prices = new Map(plan.prices.map(({ interval, amount }) => [interval, minorUnits(amount)]));
  return { id: plan.id, name: plan.name, rank, prices, limits, grants };
}

function groupByEvent(meters: Iterable<Meter>): Map<string, Meter[]> {
  const byEvent = new Map<string, Meter[]>();
  for (const meter of meters) {
    if (meter.aggregate === 'members') continue;
    const sharing = byEvent.get(meter.event);
    if (sharing === undefined) byEvent.set(meter.event, [meter]);
    else sharing.push(meter);
  }
  return byEvent;
}
