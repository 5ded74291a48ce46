import type { MinorUnits } from '../kernel/money.ts';
import { QUALIFICATION_RULES } from '../qualify/qualification-rule.ts';

/**
 * Why a decision came out as it did: every play, every rule in order, with the numbers. The same trace is kept, answered by
 * the API, and drawn in the console.
 */
export type Trace = readonly PlayTrace[];

export interface PlayTrace {
  readonly play: string;
  readonly outcome: 'chosen' | 'lost' | 'refused';
  readonly rules: readonly RuleTrace[];
  /** What its offer would have added a month, in minor units, where there was one to make and a rule refused it (S4.20). */
  readonly priceDelta?: MinorUnits;
}

/** What a touch that we start is asked, in order (api.md). */
export const PROACTIVE_RULES = [
  'trigger',
  'audience',
  ...QUALIFICATION_RULES,
  'offer.fit',
  'guardrail.paused',
  'guardrail.session',
  'guardrail.account',
  'guardrail.cool-off',
  'guardrail.snooze',
  'guardrail.quiet-hours',
  'guardrail.owner',
  'role',
  'routing',
  'holdout',
  'experiment',
  'rank',
] as const;

/** The rules by their ids. */
export type RuleId = (typeof PROACTIVE_RULES)[number];

/** What an answer to somebody who walked into something is asked, in order. */
export const REACTIVE_RULES = [
  'trigger',
  'audience',
  'offer.fit',
  'role',
  'holdout',
  'experiment',
  'rank',
] as const satisfies readonly RuleId[];

export interface RuleTrace {
  readonly rule: RuleId;
  readonly outcome: 'pass' | 'fail' | 'not-reached';
  /** One sentence with the values that decided; empty where the rule was not reached. */
  readonly detail: string;
}

/** A rule's verdict: pass or fail, and the sentence that says why. */
export interface Verdict {
  readonly pass: boolean;
  readonly detail: string;
}

/** A rule by its id, and the question that it asks. */
export type Rule = readonly [RuleId, () => Verdict];

export function pass(detail: string): Verdict {
  return { pass: true, detail };
}

export function refuse(detail: string): Verdict {
  return { pass: false, detail };
}

/** Asks the rules in order; after the first that fails the rest are not reached. */
export function askInOrder(rules: readonly Rule[]): readonly RuleTrace[] {
  let failed = false;
  return rules.map(([rule, ask]) => {
    if (failed) return NOT_REACHED[rule];
    const verdict = ask();
    failed = !verdict.pass;
    return traced(rule, verdict);
  });
}

/** The rules of a play that nothing has started: most plays, most of the time, so no other question is even prepared. */
export function notTriggered(verdict: Verdict): readonly RuleTrace[] {
  return [traced('trigger', verdict), ...AFTER_TRIGGER];
}

function traced(rule: RuleId, { pass: passes, detail }: Verdict): RuleTrace {
  return { rule, outcome: passes ? 'pass' : 'fail', detail };
}

const NOT_REACHED = Object.fromEntries(
  PROACTIVE_RULES.map((rule) => [rule, { rule, outcome: 'not-reached', detail: '' }]),
) as Readonly<Record<RuleId, RuleTrace>>;

/** All but the last, which is asked of all plays together. */
const AFTER_TRIGGER = PROACTIVE_RULES.slice(1, -1).map((rule) => NOT_REACHED[rule]);

/** A trace without what says nothing: the rules that were not reached, which follow from the one that failed. As it is kept. */
export function compactTrace(trace: Trace): Trace {
  return trace.map((play) => ({ ...play, rules: play.rules.filter(isReached) }));
}

function isReached({ outcome }: Pick<RuleTrace, 'outcome'>): boolean {
  return outcome !== 'not-reached';
}

/** A play's trace as somebody was told it: another version may have rules that this one has not. */
type ToldPlay = Pick<PlayTrace, 'play' | 'outcome'> & {
  readonly rules: readonly (Omit<RuleTrace, 'rule'> & { readonly rule: string })[];
};

/** The trace as text, for people: one line a play, one a rule; the plays for which nothing happened in one line together. */
export function traceText(trace: readonly ToldPlay[]): string {
  const mark = { pass: '✓', fail: '✗', 'not-reached': '·' } as const;
  const [idle, asked] = [trace.filter(isIdle), trace.filter((play) => !isIdle(play))];
  const lines = asked.map((play) => {
    const rules = play.rules
      .filter(isReached)
      .map((rule) => `  ${mark[rule.outcome]} ${`${rule.rule}  ${rule.detail}`.trimEnd()}`);
    return [`${play.play}: ${play.outcome}`, ...rules].join('\n');
  });
  const others = idle.length === 0 ? [] : [`not triggered: ${idle.map(({ play }) => play).join(', ')}`];
  return [...lines, ...others].join('\n');
}

function isIdle({ rules }: ToldPlay): boolean {
  return rules[0]?.rule === 'trigger' && rules[0].outcome === 'fail';
}
