import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { PRESET_NAMES } from './presets.ts';

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
    ...checkFeatures(input, names),
    ...checkGoals(input, names),
    ...checkSignals(input, names),
    ...checkPlays(input, names),
  ];
}

interface DeclaredNames {
  readonly meters: readonly string[];
  readonly features: readonly string[];
  readonly plans: readonly string[];
  readonly workflows: readonly string[];
  readonly milestones: readonly string[];
  readonly outcomes: readonly string[];
  /** null: not declared, so the default signals stand. */
  readonly signals: readonly string[] | null;
}

function declaredNames(input: Json): DeclaredNames {
  return {
    meters: keysOf(input['meters']),
    features: keysOf(input['features']),
    plans: itemsOf(input['plans']).flatMap((plan) => (typeof plan['id'] === 'string' ? [plan['id']] : [])),
    workflows: keysOf(input['workflows']),
    milestones: keysOf(input['milestones']),
    outcomes: keysOf(input['outcomes']),
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
    issues.push({
      path: 'defaultPlan',
      message: unknownName('plan', defaultPlan, names.plans),
    });
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
    return [
      {
        path,
        message: unknownName('meter or feature', name, [...names.meters, ...names.features]),
      },
    ];
  }
  if (isMeter && !isObject(value)) {
    return [
      {
        path,
        message: `"${name}" is a meter: expected { "limit": 100 }, or { "limit": null } for unlimited`,
      },
    ];
  }
  if (!isMeter && isObject(value)) {
    return [
      {
        path,
        message: `"${name}" is a feature: expected true, false or a text value; only a meter has a limit`,
      },
    ];
  }
  const thresholds = isObject(value) ? value['thresholds'] : undefined;
  if (Array.isArray(thresholds) && thresholds.some((threshold, at) => at > 0 && !(threshold > thresholds[at - 1]))) {
    return [
      {
        path: `${path}.thresholds`,
        message: 'expected rising percentages, such as [80, 95]',
      },
    ];
  }
  return [];
}

/** The features that others lie beside (S4.14), and those that answer what a workflow leaves open (S0.3). */
function checkFeatures(input: Json, names: DeclaredNames): Issue[] {
  const beside = entriesOf(input['features']).flatMap(([feature, { adjacentTo }]) =>
    checkList(`features.${feature}.adjacentTo`, 'feature', adjacentTo, names.features),
  );
  const answers = entriesOf(input['workflows']).flatMap(([workflow, { answeredBy }]) =>
    typeof answeredBy !== 'string' || names.features.includes(answeredBy)
      ? []
      : [
          {
            path: `workflows.${workflow}.answeredBy`,
            message: unknownName('feature', answeredBy, names.features),
          },
        ],
  );
  return [...beside, ...answers];
}

/** The plans whose milestones and outcomes they are (S2.1). */
function checkGoals(input: Json, names: DeclaredNames): Issue[] {
  return (['milestones', 'outcomes'] as const).flatMap((kind) =>
    entriesOf(input[kind]).flatMap(([goal, { plan }]) =>
      typeof plan !== 'string' || names.plans.includes(plan)
        ? []
        : [{ path: `${kind}.${goal}.plan`, message: unknownName('plan', plan, names.plans) }],
    ),
  );
}

/** What a signal may be narrowed to, and what one of them is called. */
const NARROWED = [
  ['meters', 'meter'],
  ['features', 'feature'],
  ['workflows', 'workflow'],
  ['milestones', 'milestone'],
  ['outcomes', 'outcome'],
] as const;

function checkSignals(input: Json, names: DeclaredNames): Issue[] {
  return entriesOf(input['signals']).flatMap(([signal, params]) =>
    // `features` of users.power_density is a number of them.
    NARROWED.flatMap(([kind, noun]) => checkList(`signals.${signal}.${kind}`, noun, params[kind], names[kind])),
  );
}

function checkList(path: string, noun: string, value: unknown, known: readonly string[]): Issue[] {
  return listOf(value).flatMap((name, index) =>
    known.includes(name) ? [] : [{ path: `${path}.${index}`, message: unknownName(noun, name, known) }],
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
      issues.push({
        path: `plays.${index}.offer.to`,
        message: unknownName('plan', to, [NEXT_PLAN, ...names.plans]),
      });
    }
    listOf(play['trigger']).forEach((signal, at) => {
      const known: readonly string[] = names.signals ?? PRESET_NAMES;
      if (!known.includes(signal)) {
        issues.push({
          path: `plays.${index}.trigger.${at}`,
          message: unknownName('signal', signal, known),
        });
      }
    });
  });
  return issues;
}

function duplicates(ids: readonly string[], path: string, noun: string): Issue[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [
          {
            path: `${path}.${index}.id`,
            message: `a second ${noun} with the id "${id}"; ids are unique`,
          },
        ],
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

function entriesOf(value: unknown): [string, Json][] {
  return isObject(value) ? Object.entries(value).map(([key, item]) => [key, isObject(item) ? item : {}]) : [];
}

function itemsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map((item) => (isObject(item) ? item : {})) : [];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
