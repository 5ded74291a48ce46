import type { Play } from '../catalog/catalog.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import { PRIORITY_ORDER } from '../detect/detect.ts';
import type { Account } from '../observe/account.ts';
import { type DecideRequest, type DecisionContext, type Judging, openContext } from './decision-context.ts';
import { isStarted } from './idle-plays.ts';
import { judgeProactive } from './judge-proactive.ts';
import { judgeReactive } from './judge-reactive.ts';
import type { Choice, JudgedPlay } from './judged-play.ts';
import type { PlayTrace, RuleTrace, Trace } from './trace.ts';

export interface Decision {
  /** What is offered; of an account that is held out, what would have been. */
  readonly choice: Choice | null;
  readonly trace: Trace;
}

/**
 * Decides which one offer, if any, this user sees now. Reactive (with a trigger) is always answered; proactive is rationed by the
 * guardrails. The trace tells of every play why it won, lost or was refused; of those that nothing starts it is known beforehand.
 */
export function decidePlay(by: Judging, account: Account, request: DecideRequest): Decision {
  const context = openContext(by, account, request);
  const judged = new Map(
    by.catalog.plays
      .filter((play) => request.trigger !== null || !by.idle.has(play.id) || isStarted(play, context.active))
      .map((play) => [play.id, judge(context, play)]),
  );
  const [winner] = [...judged.values()]
    .filter((each) => each.choice !== null)
    .toSorted((left, right) => compareChoices(left.choice, right.choice));
  const trace = by.catalog.plays.flatMap(({ id }) => {
    const each = judged.get(id);
    return each === undefined ? (by.idle.get(id) ?? []) : settle(each, winner);
  });
  return { choice: winner?.choice ?? null, trace };
}

function judge(context: DecisionContext, play: Play): JudgedPlay {
  const { trigger } = context.request;
  return trigger === null ? judgeProactive(context, play) : judgeReactive(context, play, trigger);
}

/**
 * S1.45, S3.33: the most urgent signal wins; then the play's own priority; then what is expected to add most; then the fuller meter;
 * then the id, so that the order of the catalog tells nothing. Of answers to what a user walked into, the one most to the point.
 */
function compareChoices(left: Choice | null, right: Choice | null): number {
  if (left === null || right === null) return 0;
  return (
    (left.reactive ? comparePoints(left, right) : 0) ||
    urgency(left) - urgency(right) ||
    right.play.priority - left.play.priority ||
    right.value - left.value ||
    (right.signal?.rank ?? 0) - (left.signal?.rank ?? 0) ||
    byCodeUnit(left.play.id, right.play.id)
  );
}

/** The one that is about the very thing, then one whose signal has told of it already. */
function comparePoints(left: Choice, right: Choice): number {
  return right.value - left.value || Number(left.signal === null) - Number(right.signal === null);
}

function urgency({ signal }: Choice): number {
  return signal === null ? PRIORITY_ORDER.urgent : PRIORITY_ORDER[signal.priority];
}

function settle({ play, choice, offer, rules }: JudgedPlay, winner: JudgedPlay | undefined): PlayTrace {
  const ranked = (outcome: RuleTrace['outcome'], detail: string): readonly RuleTrace[] => [
    ...rules,
    { rule: 'rank', outcome, detail },
  ];
  if (choice === null || choice.isHeldOut) {
    const refused = { play: play.id, outcome: 'refused', rules: ranked('not-reached', '') } as const;
    return offer === null ? refused : { ...refused, priceDelta: offer.priceDelta };
  }
  if (play === winner?.play) return { play: play.id, outcome: 'chosen', rules: ranked('pass', 'first') };
  return { play: play.id, outcome: 'lost', rules: ranked('fail', `${winner?.play.id ?? ''} comes first`) };
}
