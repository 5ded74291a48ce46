import type { Catalog, SignalRule } from '../catalog/catalog.ts';
import type { Account } from '../observe/account.ts';
import type { ConditionWatch } from './compile-rules.ts';
import type { RuleDetector, Slice } from './detector.ts';
import { DETECTORS } from './detectors.ts';

/** A rule of the config with its detector, and what it depends on as bits. */
export interface RuleWatch {
  readonly rule: SignalRule;
  readonly detector: RuleDetector;
  readonly reads: number;
  /** Whether it asks for the signals of others: then it comes after them. */
  readonly readsSignals: boolean;
  /** The events at which it is asked, whatever they change. */
  readonly events: readonly string[];
}

/** Every part of the state that a detector may depend on; the place of each is its bit. */
const SLICES: readonly Slice[] = [
  'meters',
  'members',
  'subscription',
  'timeZone',
  'traits',
  'activity',
  'weeks',
  'features',
  'gates',
  'workflows',
  'milestones',
  'outcomes',
  'intent',
  'blocked',
  'rateLimits',
  'health',
  'shares',
  'organisation',
  'upgrade',
];

/** The bit of the meters: the one part of which is known what of it changed. */
export const METERS = bitOf('meters');
export const MEMBERS = bitOf('members');

/** Every change that there can be. */
export const ANYTHING = SLICES.reduce((bits, slice) => bits | bitOf(slice), 0);

/** The rules of a config, in its order but that those that ask for signals come last, made ready to be asked. */
export function watchRules(catalog: Catalog, conditions: ReadonlyMap<string, ConditionWatch>): readonly RuleWatch[] {
  const watches = catalog.signals.flatMap((rule): RuleWatch[] => {
    if (rule.preset !== null) return [watch(rule, DETECTORS[rule.preset], false)];
    const condition = conditions.get(rule.id);
    return condition === undefined ? [] : [watch(rule, condition.detector, condition.readsSignals)];
  });
  return [...watches.filter((each) => !each.readsSignals), ...watches.filter((each) => each.readsSignals)];
}

function watch(rule: SignalRule, detector: RuleDetector, readsSignals: boolean): RuleWatch {
  // What is active may change with anything; a rule that is asked at events alone waits for them.
  const isAnything = readsSignals && rule.preset === null && rule.on === null;
  const reads = isAnything ? ANYTHING : detector.reads.reduce((bits, slice) => bits | bitOf(slice), 0);
  return { rule, detector, reads, readsSignals, events: (rule.preset === null ? rule.on : null) ?? [] };
}

/** What of a state differs, as bits. */
export function changesBetween(before: Account, after: Account): number {
  let bits = 0;
  for (let place = 0; place < SLICES.length; place += 1) {
    const slice = SLICES[place];
    if (slice !== undefined && before[slice] !== after[slice]) bits |= 1 << place;
  }
  return bits;
}

function bitOf(slice: Slice): number {
  return 1 << SLICES.indexOf(slice);
}
