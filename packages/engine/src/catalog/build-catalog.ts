import { type Currency, minorUnits } from '../kernel/money.ts';
import type { Catalog, Feature, Goal, Limit, Meter, Plan, SignalRule, Workflow } from './catalog.ts';
import type { Config, PlanConfig, SignalConfig } from './config-schema.ts';
import { defaultPlays, defaultSignals } from './defaults.ts';
import { buildMeanings } from './event-meanings.ts';
import { PRESETS } from './presets.ts';

/** Builds the catalog of a config that `readConfig` accepted. */
export function buildCatalog(config: Config): Catalog {
  const meters = new Map(
    Object.entries(config.meters).map(([id, meter]): [string, Meter] => [
      id,
      { ...meter, id, label: meter.name ?? id },
    ]),
  );
  const plans = config.plans.map((plan, rank) => buildPlan(plan, rank, meters));
  const features = mapValues(config.features, buildFeature);
  const workflows = mapValues(config.workflows, buildWorkflow);
  const milestones = mapValues(config.milestones, buildGoal);
  const outcomes = mapValues(config.outcomes, buildGoal);
  const signals = config.signals ?? defaultSignals();
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const defaultPlan = planById.get(config.defaultPlan ?? '') ?? plans[0];
  if (defaultPlan === undefined) throw new TypeError('a config without plans is not one that readConfig accepts');
  return {
    config,
    currency: config.product.currency as Currency,
    meters,
    features,
    workflows,
    milestones,
    outcomes,
    meanings: buildMeanings(config, {
      meters,
      workflows,
      milestones,
      outcomes,
    }),
    plans,
    planById,
    defaultPlan,
    signals: Object.entries(signals).map(([id, signal]) => buildSignal(id, signal)),
    plays: config.plays ?? defaultPlays(signals),
    guardrails: config.guardrails,
    buyerRoles: new Set(config.product.buyerRoles),
  };
}

function buildPlan(plan: PlanConfig, rank: number, meters: ReadonlyMap<string, Meter>): Plan {
  const limits = new Map<string, Limit>();
  const grants = new Map<string, boolean | string>();
  for (const [id, entitlement] of Object.entries(plan.entitlements)) {
    if (typeof entitlement !== 'object') grants.set(id, entitlement);
    else
      limits.set(id, {
        ...entitlement,
        thresholds: entitlement.thresholds ?? defaultThresholds(meters.get(id)),
      });
  }
  const prices = new Map(plan.prices.map(({ interval, amount }) => [interval, minorUnits(amount)]));
  const grantsOneSeat = [...limits].some(([id, { limit }]) => limit === 1 && meters.get(id)?.aggregate === 'members');
  return {
    id: plan.id,
    name: plan.name,
    rank,
    prices,
    limits,
    grants,
    isIndividual: plan.individual ?? grantsOneSeat,
  };
}

/** X1: 80% and 95%, for API calls 90%. */
function defaultThresholds(meter: Meter | undefined): readonly number[] {
  return meter?.dimension === 'api' ? [90] : [80, 95];
}

function buildFeature(id: string, feature: Config['features'][string]): Feature {
  return {
    id,
    name: feature.name,
    value: feature.value ?? null,
    searchTerms: (feature.searchTerms ?? []).map((term) => term.toLowerCase()),
    adjacentTo: feature.adjacentTo ?? [],
    isIntegration: feature.integration ?? false,
  };
}

function buildWorkflow(id: string, { name, event, answeredBy }: Config['workflows'][string]): Workflow {
  return {
    id,
    name: name ?? id,
    event: event ?? null,
    answeredBy: answeredBy ?? null,
  };
}

function buildGoal(id: string, { name, event, property, count }: Config['milestones'][string]): Goal {
  return {
    id,
    name: name ?? id,
    event,
    property: property ?? null,
    needed: count ?? 1,
  };
}

function buildSignal(id: string, { preset, priority, ...params }: SignalConfig): SignalRule {
  return {
    id,
    preset,
    priority: priority ?? PRESETS[preset].priority,
    params,
  } as SignalRule;
}

function mapValues<Value, Built>(
  record: Readonly<Record<string, Value>>,
  build: (id: string, value: Value) => Built,
): ReadonlyMap<string, Built> {
  return new Map(Object.entries(record).map(([id, value]) => [id, build(id, value)]));
}
