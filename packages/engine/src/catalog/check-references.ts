import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { checkLadder } from './check-ladder.ts';
import { checkExperiments } from './check-experiments.ts';
import { checkAddOns, checkPlans } from './check-plans.ts';
import { checkTriggers } from './check-triggers.ts';
import {
  type DeclaredNames,
  declaredNames,
  duplicates,
  entriesOf,
  itemsOf,
  listOf,
  unknownName,
} from './declared-names.ts';
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
    ...checkAddOns(input, names),
    ...checkFeatures(input, names),
    ...checkGoals(input, names),
    ...checkSignals(input, names),
    ...checkPlays(input, names),
    ...checkExperiments(input),
    ...checkTriggers(input),
    ...checkLadder(input),
  ];
}

function checkNames(names: DeclaredNames): Issue[] {
  return [...names.features]
    .filter((feature) => names.meters.has(feature))
    .map((feature) => ({
      path: `features.${feature}`,
      message: `"${feature}" is also the id of a meter; a check names either by its id, so give one of them another`,
    }));
}

/** The features that others lie beside (S4.14), and those that answer what a workflow leaves open (S0.3). */
function checkFeatures(input: Json, names: DeclaredNames): Issue[] {
  const beside = entriesOf(input['features']).flatMap(([feature, { adjacentTo }]) =>
    checkList(`features.${feature}.adjacentTo`, 'feature', adjacentTo, names.features),
  );
  const answers = entriesOf(input['workflows']).flatMap(([workflow, { answeredBy }]) =>
    typeof answeredBy !== 'string' || names.features.has(answeredBy)
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
      typeof plan !== 'string' || names.plans.has(plan)
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

function checkList(path: string, noun: string, value: unknown, known: ReadonlySet<string>): Issue[] {
  return listOf(value).flatMap((name, index) =>
    known.has(name) ? [] : [{ path: `${path}.${index}`, message: unknownName(noun, name, known) }],
  );
}

/** The names that a play may use for its offer besides the plans' own. */
const NEXT_PLAN = 'next';

function checkPlays(input: Json, names: DeclaredNames): Issue[] {
  const plays = itemsOf(input['plays']);
  const known = names.signals ?? new Set<string>(PRESET_NAMES);
  const issues = duplicates(plays, 'plays', 'play');
  plays.forEach((play, index) => {
    const to = isObject(play['offer']) ? play['offer']['to'] : undefined;
    if (typeof to === 'string' && to !== NEXT_PLAN && !names.plans.has(to)) {
      issues.push({
        path: `plays.${index}.offer.to`,
        message: unknownName('plan', to, [NEXT_PLAN], names.plans),
      });
    }
    const addOn = isObject(to) ? to['addOn'] : undefined;
    if (typeof addOn === 'string' && !names.addOns.has(addOn)) {
      issues.push({ path: `plays.${index}.offer.to.addOn`, message: unknownName('add-on', addOn, names.addOns) });
    }
    listOf(play['trigger']).forEach((signal, at) => {
      if (!known.has(signal)) {
        issues.push({
          path: `plays.${index}.trigger.${at}`,
          message: unknownName('signal', signal, known),
        });
      }
    });
  });
  return issues;
}
