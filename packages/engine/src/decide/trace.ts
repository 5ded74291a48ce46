/**
 * Why a decision came out as it did: every play, every rule in order, with the numbers. The same trace is kept, answered by
 * the API, and drawn in the console.
 */
export type Trace = readonly PlayTrace[];

export interface PlayTrace {
  readonly play: string;
  readonly outcome: 'chosen' | 'lost' | 'refused';
  readonly rules: readonly RuleTrace[];
}

export type RuleId =
  | 'trigger'
  | 'offer.fit'
  | 'guardrail.paused'
  | 'guardrail.session'
  | 'guardrail.account'
  | 'guardrail.cool-off'
  | 'role'
  | 'rank';

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

export function pass(detail: string): Verdict {
  return { pass: true, detail };
}

export function refuse(detail: string): Verdict {
  return { pass: false, detail };
}

/** Asks the rules in order; after the first that fails the rest are not reached. */
export function askInOrder(rules: readonly (readonly [RuleId, () => Verdict])[]): readonly RuleTrace[] {
  let failed = false;
  return rules.map(([rule, ask]) => {
    if (failed) return { rule, outcome: 'not-reached', detail: '' };
    const verdict = ask();
    failed = !verdict.pass;
    return {
      rule,
      outcome: verdict.pass ? 'pass' : 'fail',
      detail: verdict.detail,
    };
  });
}

/** The trace as text, for people: one line a play, one a rule. */
export function traceText(trace: Trace): string {
  const mark = { pass: '✓', fail: '✗', 'not-reached': '·' } as const;
  return trace
    .map((play) => {
      const rules = play.rules.map((rule) => `  ${mark[rule.outcome]} ${`${rule.rule}  ${rule.detail}`.trimEnd()}`);
      return [`${play.play}: ${play.outcome}`, ...rules].join('\n');
    })
    .join('\n');
}
