import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { DEFAULT_SIGNAL_IDS } from './defaults.ts';

/**
 * Finds everything in a config that points at something which isn't there, or is there twice. Reads the raw input, so that
 * these are reported together with errors of shape rather than after they are mended.
 */
export function checkReferences(input: unknown): Issue[] {
  if (!isObject(input)) return [];
  const names = declaredNames(input);
  return [
    ...checkNames(names),
    ...checkPlans(input, names),
    ...checkSignals(input, names),
    ...checkPlays(input, names),
  ];
}

interface DeclaredNames {
  readonly meters: readonly string[];
  readonly features: readonly string[];
  readonly plans: readonly string[];
  /** null: not declared, so the default signals stand. */
  readonly signals: readonly string[] | null;
}

function declaredNames(input: Json): DeclaredNames {
  return {
    meters: keysOf(input['meters']),
    features: keysOf(input['features']),
    plans: itemsOf(input['plans']).flatMap((plan) => (typeof plan['id'] === 'string' ? [plan['id']] : [])),
    signals: input['signals'] === undefined ? null : keysOf(input['signals']),
  };
}

function checkNames(names: DeclaredNames): Issue[] {
  const meters = new Set(names.meters);
  return names.features
    .filter((feature) => meters.has(feature))
    .map((feature) => ({
      path: `features.${feature}`,
      message: `"${feature}" is also the id of a meter; a check names either by its id, so give one of them another`,
    }));
}

function checkPlans(input: Json, names: DeclaredNames): Issue[] {
  const issues = duplicates(names.plans, 'plans', 'plan');
  const defaultPlan = input['defaultPlan'];
  if (typeof defaultPlan === 'string' && !names.plans.includes(defaultPlan)) {
    issues.push({ path: 'defaultPlan', message: unknownName('plan', defaultPlan, names.plans) });
  }
  itemsOf(input['plans']).forEach((plan, index) => {
    const path = `plans.${index}`;
    const entitlements = isObject(plan['entitlements']) ? plan['entitlements'] : {};
    for (const [name, value] of Object.entries(entitlements)) {
      issues.push(...checkEntitlement(`${path}.entitlements.${name}`, name, value, names));
    }
    const intervals = itemsOf(plan['prices']).map((price) => price['interval']);
    intervals.forEach((interval, at) => {
      if (intervals.indexOf(interval) !== at) {
        issues.push({
          path: `${path}.prices.${at}.interval`,
          message: `a second price per ${String(interval)}; keep one`,
        });
      }
    });
  });
  return issues;
}

function checkEntitlement(path: string, name: string, value: unknown, names: DeclaredNames): Issue[] {
  const isMeter = names.meters.includes(name);
  const isFeature = names.features.includes(name);
  if (!isMeter && !isFeature) {
    return [{ path, message: unknownName('meter or feature', name, [...names.meters, ...names.features]) }];
  }
  if (isMeter && !isObject(value)) {
    return [{ path, message: `"${name}" is a meter: expected { "limit": 100 }, or { "limit": null } for unlimited` }];
  }
  if (!isMeter && isObject(value)) {
    return [
      { path, message: `"${name}" is a feature: expected true, false or a text value; only a meter has a limit` },
    ];
  }
  const thresholds = isObject(value) ? value['thresholds'] : undefined;
  if (Array.isArray(thresholds) && thresholds.some((threshold, at) => at > 0 && !(threshold > thresholds[at - 1]))) {
    return [{ path: `${path}.thresholds`, message: 'expected rising percentages, such as [80, 95]' }];
  }
  return [];
}

function checkSignals(input: Json, names: DeclaredNames): Issue[] {
  const signals = isObject(input['signals']) ? input['signals'] : {};
  return Object.entries(signals).flatMap(([signal, value]) =>
    listOf(isObject(value) ? value['meters'] : undefined).flatMap((meter, index) =>
      names.meters.includes(meter)
        ? []
        : [{ path: `signals.${signal}.meters.${index}`, message: unknownName('meter', meter, names.meters) }],
    ),
  );
}

/** The names that a play may use for its offer besides the plans' own. */
const NEXT_PLAN = 'next';

function checkPlays(input: Json, names: DeclaredNames): Issue[] {
  const plays = itemsOf(input['plays']);
  const ids = plays.flatMap((play) => (typeof play['id'] === 'string' ? [play['id']] : []));
  const issues = duplicates(ids, 'plays', 'play');
  plays.forEach((play, index) => {
    const to = isObject(play['offer']) ? play['offer']['to'] : undefined;
    if (typeof to === 'string' && to !== NEXT_PLAN && !names.plans.includes(to)) {
      issues.push({ path: `plays.${index}.offer.to`, message: unknownName('plan', to, [NEXT_PLAN, ...names.plans]) });
    }
    listOf(play['trigger']).forEach((signal, at) => {
      const known: readonly string[] = names.signals ?? DEFAULT_SIGNAL_IDS;
      if (!known.includes(signal)) {
        issues.push({ path: `plays.${index}.trigger.${at}`, message: unknownName('signal', signal, known) });
      }
    });
  });
  return issues;
}

function duplicates(ids: readonly string[], path: string, noun: string): Issue[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: `${path}.${index}.id`, message: `a second ${noun} with the id "${id}"; ids are unique` }],
  );
}

function unknownName(noun: string, name: string, known: readonly string[]): string {
  const shown = known.slice(0, 12).map((each) => `"${each}"`);
  const more = known.length > shown.length ? ` and ${known.length - shown.length} more` : '';
  return `no ${noun} "${name}"; ${shown.length === 0 ? 'none is declared' : `there is ${shown.join(', ')}${more}`}`;
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function itemsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map((item) => (isObject(item) ? item : {})) : [];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
