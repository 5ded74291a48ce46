import type { SignalCategory } from '../../catalog/preset-spec.ts';
import type { Message } from '../message.ts';
import { type CopyText, excerptOf } from './copy-text.ts';

/** The rules of copy, by the names under which their findings are told. */
export type CopyRuleId =
  | 'copy.price-first'
  | 'copy.tier-headline'
  | 'copy.scarcity'
  | 'copy.attempted-missing'
  | 'copy.unbound-number'
  | 'copy.unmeasured-claim'
  | 'copy.generic'
  | 'copy.reassurance-missing'
  | 'copy.shouting';

export interface CopyFinding {
  readonly rule: CopyRuleId;
  /** An error keeps a config from compiling; a warning is told. */
  readonly severity: 'error' | 'warning';
  readonly part: keyof Message;
  /** What gave rise to it, as it is written; empty where something is missing. */
  readonly excerpt: string;
  /** What to write instead. */
  readonly message: string;
}

/** A message and what surrounds it, read for the rules. */
export interface Copy {
  readonly parts: Readonly<Record<keyof Message, CopyText>>;
  /** What it is about; null where that is not known. */
  readonly kind: SignalCategory | null;
  /** Whether a picture of the value comes before it: a preview, a screenshot, sample data (X5). */
  readonly isPreviewed: boolean;
  /** What is said before it, in order. */
  readonly said: readonly CopyText[];
  /** Names of plans, apart from those that many products use. */
  readonly plans: readonly string[];
  /** How long an upgrade takes at the 90th percentile, in seconds, where that was measured; null where not. */
  readonly upgradeSeconds: number | null;
}

export type CopyRule = (copy: Copy) => readonly CopyFinding[];

/** The parts that come before the action: what you did, what you are close to, what you unlock. */
export const VALUE_PARTS = ['done', 'near', 'unlock'] as const;

/** A finding for the first of some patterns that a part meets. */
export function findIn(
  { parts }: Pick<Copy, 'parts'>,
  part: keyof Message,
  patterns: readonly RegExp[],
  finding: Pick<CopyFinding, 'rule' | 'severity' | 'message'>,
): readonly CopyFinding[] {
  const found = firstMatch(parts[part].text, patterns);
  return found === null ? [] : [{ ...finding, part, excerpt: excerptOf(found) }];
}

function firstMatch(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match[0];
  }
  return null;
}
