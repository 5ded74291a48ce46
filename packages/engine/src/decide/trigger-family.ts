import type { Catalog, Play, SignalRule } from '../catalog/catalog.ts';
import { PRESETS } from '../catalog/presets.ts';
import type { SignalCategory } from '../catalog/preset-spec.ts';
import type { Signal } from '../observe/account.ts';
import type { Trigger } from './decision-context.ts';

/**
 * Which signals tell of what a user can walk into: a play that one of them starts proactively is the one that answers it. Those of a
 * wanted feature stand in for each other, so that a locked feature is never met with silence (S0.1-S0.4).
 */
const FAMILIES: Readonly<Record<Trigger['type'], readonly SignalCategory[]>> = {
  limit: ['usage'],
  seats: ['seats', 'usage'],
  gate: ['gate'],
  share: ['collaboration', 'gate'],
  search: ['intent', 'gate'],
  outcome: ['value', 'gate'],
};

/** Presets whose category says less than what they tell: the question that a workflow leaves, a search for a locked feature. */
const OWN_FAMILY: Readonly<Partial<Record<string, Trigger['type']>>> = {
  'outcome.gap': 'outcome',
  'intent.search': 'search',
  'feature.adjacent': 'gate',
};

/** How well a play answers a trigger: 0 best, then by how far its signals are from the matter; null: not at all. */
export function answers(catalog: Catalog, play: Play, trigger: Trigger): number | null {
  const places = catalog.signals
    .filter((rule) => play.trigger.includes(rule.id) && watches(rule, trigger) && !isBlindTo(catalog, rule, trigger))
    .map((rule) => placeOf(rule, trigger.type))
    .filter((place) => place >= 0);
  return places.length === 0 ? null : Math.min(...places);
}

/** The active signal of a play that tells of the same matter as the trigger. */
export function signalAt(active: readonly Signal[], play: Play, { meter, feature }: Trigger): Signal | null {
  return (
    active.find(
      (signal) =>
        play.trigger.includes(signal.signal) && signal.subject !== null && signal.subject === (meter ?? feature),
    ) ?? null
  );
}

function placeOf(rule: SignalRule, type: Trigger['type']): number {
  const own = rule.preset === null ? undefined : OWN_FAMILY[rule.preset];
  if (own !== undefined) return own === 'gate' ? FAMILIES[type].indexOf('gate') : own === type ? 0 : -1;
  const category = rule.preset === null ? rule.category : PRESETS[rule.preset].category;
  // A look at the prices is intent too, and a streak value; neither tells of anything that one could walk into.
  const isBroad = category === 'intent' || category === 'value';
  return rule.preset !== null && isBroad ? -1 : FAMILIES[type].indexOf(category);
}

/** Nothing is used up of days of history: what tells of use has nothing to say there (S2.24). */
function isBlindTo(catalog: Catalog, { preset }: SignalRule, { meter }: Trigger): boolean {
  return catalog.meters.get(meter ?? '')?.aggregate === 'history' && preset !== 'content.blocked';
}

/** Whether a rule that is narrowed to some meters or features is about this one. */
function watches(rule: SignalRule, { meter, feature }: Pick<Trigger, 'meter' | 'feature'>): boolean {
  if (rule.preset === null) return true;
  return isAmong(meter, 'meters' in rule.params ? rule.params.meters : undefined) && isAmong(feature, featuresOf(rule));
}

function featuresOf({ params }: Exclude<SignalRule, { readonly preset: null }>): readonly string[] | undefined {
  return 'features' in params && typeof params.features === 'object' ? params.features : undefined;
}

function isAmong(id: string | null, ids: readonly string[] | undefined): boolean {
  return id === null || ids === undefined || ids.includes(id);
}
