import type { Catalog, ConditionRule } from '../catalog/catalog.ts';
import { compileConditions, type ConditionSet } from '../condition/condition-set.ts';
import { environmentOf } from '../condition/environment.ts';
import type { Schema } from '../condition/schema.ts';
import { fail, type Issue, ok, type Result } from '../kernel/issue.ts';
import { conditionDetector } from './condition-detector.ts';
import type { RuleDetector } from './detector.ts';
import type { AccountSlot } from './vocabulary/account-slot.ts';
import { accountVocabulary, eventVocabulary } from './vocabulary/vocabulary.ts';

/** A signal by a condition, ready to be asked. */
export interface ConditionWatch {
  readonly detector: RuleDetector;
  /** Whether it asks which signals are active: then it is asked after all others. */
  readonly readsSignals: boolean;
}

/**
 * Compiles the conditions of a catalog's signals, by the ids of the signals; when one can't be, every problem of all of them.
 *
 * A condition that asks for signals can't ask for another that does: which of them is asked first would tell. So those that ask are
 * compiled a second time, over the signals that do not.
 */
export function compileRules(catalog: Catalog): Result<ReadonlyMap<string, ConditionWatch>> {
  const rules = catalog.signals.filter((rule) => rule.preset === null);
  if (rules.length === 0) return ok(new Map());
  const ids = catalog.signals.map(({ id }) => id);
  const first = compileAll(rules, accountVocabulary(catalog, { each: 'signal', names: new Set(ids) }));
  const issues = rules.flatMap(checkDays);
  if (!first.ok || issues.length > 0) return fail(...issues, ...(first.ok ? [] : first.issues));
  const asking = new Set([...first.value].filter(([, { readsSignals }]) => readsSignals).map(([id]) => id));
  const others = {
    each: 'signal that asks for no signals itself',
    names: new Set(ids.filter((id) => !asking.has(id))),
  };
  const again = compileAll(
    rules.filter(({ id }) => asking.has(id)),
    accountVocabulary(catalog, others),
  );
  return again.ok ? ok(new Map([...first.value, ...again.value])) : again;
}

function compileAll(
  rules: readonly ConditionRule[],
  schema: Schema<AccountSlot>,
): Result<ReadonlyMap<string, ConditionWatch>> {
  if (rules.length === 0) return ok(new Map());
  const compile = ruleCompiler(schema);
  const compiled = rules.map((rule) => ({ rule, result: compile(rule) }));
  const issues = compiled.flatMap(({ result }) => (result.ok ? [] : result.issues));
  if (issues.length > 0) return fail(...issues);
  return ok(
    new Map(
      compiled.flatMap(({ rule, result }): [string, ConditionWatch][] =>
        result.ok ? [[rule.id, watchOf(rule, result.value)]] : [],
      ),
    ),
  );
}

function ruleCompiler(schema: Schema<AccountSlot>): (rule: ConditionRule) => Result<ConditionSet<AccountSlot>> {
  const withEvent = eventVocabulary(schema);
  const environment = environmentOf(schema);
  const eventEnvironment = environmentOf(withEvent);
  return ({ id, when, on }) => {
    const source = { path: `signals.${id}.when`, text: when };
    return on === null
      ? compileConditions([source], schema, environment)
      : compileConditions([source], withEvent, eventEnvironment);
  };
}

function watchOf(rule: ConditionRule, set: ConditionSet<AccountSlot>): ConditionWatch {
  return { detector: conditionDetector(rule, set), readsSignals: set.slots.some(({ name }) => name === 'signals') };
}

/** How long a signal lasts is said by its condition, or by the event at which it is asked. */
function checkDays({ id, on, expiresDays, holdDays }: ConditionRule): Issue[] {
  if (on === null && expiresDays !== null) {
    const message = 'for a signal with "on"; this one lasts as long as its condition is true, and "holdDays" longer';
    return [{ path: `signals.${id}.expiresDays`, message }];
  }
  if (on !== null && holdDays !== null) {
    const message = 'for a signal without "on"; this one lasts "expiresDays" from its event on';
    return [{ path: `signals.${id}.holdDays`, message }];
  }
  return [];
}
