import type { PlayTrace, RuleTrace } from '../api/decision-view.ts';

const PASSING: readonly (readonly [string, string])[] = [
  ['trigger', 'usage.approaching: 8 of 10 invoices'],
  ['offer.fit', 'pro has room; now on free'],
  ['guardrail.paused', 'not paused'],
  ['guardrail.session', '0 of 1 in this session'],
  ['guardrail.account', 'none in the last 30 days'],
  ['guardrail.cool-off', 'no "not now" in the last 30 days'],
  ['role', 'the role is owner'],
  ['rank', 'first'],
];

/** A play's trace in which every rule passed. */
export function chosenPlay(play: string, trigger: string = PASSING[0]?.[1] ?? ''): PlayTrace {
  const rules = PASSING.map(
    ([rule, detail]): RuleTrace => ({ rule, outcome: 'pass', detail: rule === 'trigger' ? trigger : detail }),
  );
  return { play, outcome: 'chosen', rules };
}

/** A play's trace in which one rule failed: those before it passed, those after it were not reached. */
export function refusedPlay(play: string, failed: string, why: string): PlayTrace {
  const at = PASSING.findIndex(([rule]) => rule === failed);
  const rules = PASSING.map(([rule, detail], index): RuleTrace => {
    if (index < at) return { rule, outcome: 'pass', detail };
    return index === at ? { rule, outcome: 'fail', detail: why } : { rule, outcome: 'not-reached', detail: '' };
  });
  return { play, outcome: 'refused', rules };
}
