import type { Currency } from '../kernel/money.ts';
import { buildHoldout, buildLayers } from './build-experiments.ts';
import { buildAddOn, buildBilled, buildPlan } from './build-plan.ts';
import type { Catalog, Feature, Goal, Meter, SignalRule, Workflow } from './catalog.ts';
import type { Config, SignalConfig } from './config-schema.ts';
import { defaultPlays } from './default-plays.ts';
import { defaultSignals } from './defaults.ts';
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
  const addOns = config.addOns.map((addOn) => buildAddOn(addOn, meters));
  const billed = buildBilled([...plans, ...addOns], meters);
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
      billed,
      workflows,
      milestones,
      outcomes,
    }),
    plans,
    planById,
    defaultPlan,
    addOns,
    addOnById: new Map(addOns.map((addOn) => [addOn.id, addOn])),
    billed,
    signals: Object.entries(signals).map(([id, signal]) => buildSignal(id, signal)),
    plays: config.plays ?? defaultPlays(config, signals),
    guardrails: config.guardrails,
    routing: config.routing,
    holdout: buildHoldout(config.holdout),
    layers: buildLayers(config),
    buyerRoles: new Set(config.product.buyerRoles),
  };
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

function buildSignal(id: string, config: SignalConfig): SignalRule {
  if (config.preset === undefined) {
    const { when, category, priority, polarity, on = null, expiresDays = null, holdDays = null } = config;
    return { id, preset: null, when, category, priority, polarity, on, expiresDays, holdDays };
  }
  const { preset, priority, ...params } = config;
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
