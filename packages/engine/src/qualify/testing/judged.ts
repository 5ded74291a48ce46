import { activeSignals } from '../../detect/detect.ts';
import type { Instant } from '../../kernel/instant.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { AccountInWorld } from '../../testing/world.ts';
import { compiled, time } from '../../testing/world.ts';
import { qualify } from '../qualification.ts';
import type { QualificationRuleId, RuleVerdict } from '../qualification-rule.ts';

export interface Judging {
  readonly config: unknown;
  readonly at?: string;
  /** The id in the config of the active signal that the offer answers. */
  readonly signal?: string;
  readonly forPeople?: boolean;
}

/** Every rule of qualification for an account in a test's world, as of its last fact unless said otherwise. */
export function judged(
  { state }: AccountInWorld,
  { config, at, signal, forPeople = false }: Judging,
): readonly RuleVerdict[] {
  const when: Instant = at === undefined ? state.seenAt : time(at);
  const answered = activeSignals(state, when).find((each) => each.signal === signal) ?? null;
  invariant(signal === undefined || answered !== null, `an active signal: ${signal}`);
  return qualify(compiled(config).catalog, state, { at: when, signal: answered, forPeople });
}

/** One of them. */
export function verdictOf(account: AccountInWorld, rule: QualificationRuleId, judging: Judging): RuleVerdict {
  const verdict = judged(account, judging).find((each) => each.rule === rule);
  invariant(verdict !== undefined, `a rule: ${rule}`);
  return verdict;
}

/** The rules that an account fails. */
export function failing(account: AccountInWorld, judging: Judging): readonly QualificationRuleId[] {
  return judged(account, judging).flatMap(({ rule, pass }) => (pass ? [] : [rule]));
}
