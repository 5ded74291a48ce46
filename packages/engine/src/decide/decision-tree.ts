import type { Catalog, Play } from '../catalog/catalog.ts';
import type { Trigger } from './decision-context.ts';
import type { TreeQuestion } from './decision-tree-question.ts';
import { TREE_QUESTIONS } from './decision-tree-questions.ts';
import { PROACTIVE_RULES, REACTIVE_RULES, type RuleId } from './trace.ts';
import { answers } from './trigger-family.ts';

/**
 * The questions that `decide` asks, in order, with the numbers of one config in each (S1.46): what can be read before a single customer
 * is asked. A trace is one path through it.
 */
export interface DecisionTree {
  readonly product: string;
  /** The version of the config. */
  readonly version: number;
  /** Of every amount in it. */
  readonly currency: string;
  /** In the order of the config, which decides nothing. */
  readonly plays: readonly PlayTree[];
}

export interface PlayTree {
  readonly play: string;
  readonly kind: Play['kind'];
  /** Among equally urgent signals the play with the higher one comes first. */
  readonly priority: number;
  /** When we start. A yes leads to the next question, a no ends it. */
  readonly proactive: readonly TreeQuestion[];
  /** When somebody walks into something that its signals are about; empty where there is no such thing. */
  readonly reactive: readonly TreeQuestion[];
}

/** Lays out the tree of a compiled config. */
export function decisionTree({
  catalog,
  version,
}: {
  readonly catalog: Catalog;
  readonly version: number;
}): DecisionTree {
  const plays = catalog.plays.map((play): PlayTree => {
    const walkedInto = TRIGGERS.filter((type) => answersAt(catalog, play, type));
    const ask = (rule: RuleId): TreeQuestion => ({
      rule,
      ...TREE_QUESTIONS[rule]({ catalog, play, walkedInto: null }),
    });
    const answer = (rule: RuleId): TreeQuestion => ({ rule, ...TREE_QUESTIONS[rule]({ catalog, play, walkedInto }) });
    return {
      play: play.id,
      kind: play.kind,
      priority: play.priority,
      proactive: PROACTIVE_RULES.map(ask),
      reactive: walkedInto.length === 0 ? [] : REACTIVE_RULES.map(answer),
    };
  });
  return { product: catalog.config.product.name, version, currency: catalog.currency, plays };
}

const TRIGGERS: readonly Trigger['type'][] = ['limit', 'gate', 'seats', 'share', 'search', 'outcome'];

/** Whether a play answers what is walked into, of whatever meter or feature. */
function answersAt(catalog: Catalog, play: Play, type: Trigger['type']): boolean {
  return answers(catalog, play, { type, meter: null, feature: null, amount: 1 }) !== null;
}
