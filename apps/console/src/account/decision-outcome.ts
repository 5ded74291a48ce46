import type { DecisionView, PlayTrace } from '../api/decision-view.ts';

/** What kept a play from becoming a moment. */
export interface Silenced {
  readonly play: string;
  readonly rule: string;
  readonly detail: string;
}

/**
 * What silenced a decision: of the plays whose trigger held, the one that came furthest, and the rule that it failed. null when
 * there was a moment, or when nothing had happened that could have led to one.
 */
export function silencedBy({ moment, trace }: Pick<DecisionView, 'moment' | 'trace'>): Silenced | null {
  if (moment !== null) return null;
  const closest = closestRefusal(trace);
  return closest === null || closest.rule === 'trigger' ? null : closest;
}

/** A decision's outcome in a few words, for its line in the list. */
export function outcomeText({ moment, trace }: Pick<DecisionView, 'moment' | 'trace'>): string {
  const chosen = trace.find((play) => play.outcome === 'chosen');
  if (moment !== null || chosen !== undefined) return `${chosen?.play ?? 'A moment'} was offered`;
  const silenced = silencedBy({ moment, trace });
  if (silenced === null) return 'Nothing to offer: no trigger held';
  return silenced.rule === 'holdout'
    ? `${silenced.play} was held out`
    : `${silenced.play} was silenced by ${silenced.rule}`;
}

function closestRefusal(trace: readonly PlayTrace[]): Silenced | null {
  const refusals = trace.flatMap((play) => {
    const index = play.rules.findIndex((rule) => rule.outcome === 'fail');
    const rule = play.rules[index];
    return rule === undefined ? [] : [{ index, silenced: { play: play.play, rule: rule.rule, detail: rule.detail } }];
  });
  return refusals.toSorted((left, right) => right.index - left.index)[0]?.silenced ?? null;
}
