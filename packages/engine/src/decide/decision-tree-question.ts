import type { Catalog, Play } from '../catalog/catalog.ts';
import type { Trigger } from './decision-context.ts';
import type { RuleId } from './trace.ts';

/** One question of the decision tree: a rule, as one config asks it. */
export interface TreeQuestion extends Asked {
  readonly rule: RuleId;
}

export interface Asked {
  /** The question, which a yes passes. */
  readonly asks: string;
  /** The values of this config that it is asked with; amounts in minor units, shares from 0 to 1. */
  readonly values: TreeValues;
  /** What a no leads to. */
  readonly otherwise: string;
}

type TreeValues = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What a question is worded from. */
export interface TreeSight {
  readonly catalog: Catalog;
  readonly play: Play;
  /** What somebody can walk into that the play answers; null where it is us who start. */
  readonly walkedInto: readonly Trigger['type'][] | null;
}

/** What a no usually leads to. */
export const SILENCE = 'no offer by this play';

/** A question, its values, and what a no leads to where that is not the usual silence. */
export function asked(asks: string, values: TreeValues, otherwise: string = SILENCE): Asked {
  return { asks, values, otherwise };
}

/** `Is it so?`, or `Were there fewer than 3?`: one thing and several. */
export function counted(count: number, one: string, several: string): string {
  return count === 1 ? one : several;
}
