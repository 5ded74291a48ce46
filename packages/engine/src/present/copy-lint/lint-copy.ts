import type { SignalCategory } from '../../catalog/preset-spec.ts';
import type { Message } from '../message.ts';
import { attemptedMissing } from './attempted-missing.ts';
import { type CopyText, readCopy } from './copy-text.ts';
import { generic } from './generic.ts';
import { priceFirst } from './price-first.ts';
import { reassuranceMissing } from './reassurance-missing.ts';
import type { Copy, CopyFinding, CopyRule } from './rule.ts';
import { scarcity } from './scarcity.ts';
import { shouting } from './shouting.ts';
import { tierHeadline } from './tier-headline.ts';
import { unboundNumber } from './unbound-number.ts';
import { unmeasuredClaim } from './unmeasured-claim.ts';

/** What a reader sees before a message: a picture of the value, or words. */
export type Shown = { readonly kind: 'preview' } | { readonly kind: 'text'; readonly text: string };

const RULES: readonly CopyRule[] = [
  priceFirst,
  tierHeadline,
  scarcity,
  attemptedMissing,
  unboundNumber,
  unmeasuredClaim,
  generic,
  reassuranceMissing,
  shouting,
];

/**
 * Judges a message as its author wrote it: value before price, no plan as a headline, no pressure, numbers that are live, one call
 * with an object, a risk removed. Errors first.
 *
 * `kind`: what the message is about, as the signals that start it say; null where that is not known. `sequence`: what the reader sees
 * before it, in order, for a message is judged where it stands (X5). `plans`: the names of the team's plans. `upgradeSeconds`: the
 * measured 90th percentile of an upgrade, in seconds; a claim of time stands where it is no longer than that (S3.28).
 */
export function lintCopy({
  message,
  kind,
  sequence = [],
  plans = [],
  upgradeSeconds = null,
}: {
  readonly message: Message;
  readonly kind: SignalCategory | null;
  readonly sequence?: readonly Shown[];
  readonly plans?: readonly string[];
  readonly upgradeSeconds?: number | null;
}): readonly CopyFinding[] {
  const { parts, isPictured } = readParts(message);
  const copy: Copy = {
    parts,
    kind,
    isPreviewed: isPictured || sequence.some((shown) => shown.kind === 'preview'),
    said: sequence.flatMap((shown) => (shown.kind === 'text' ? [readCopy(shown.text)] : [])),
    plans,
    upgradeSeconds,
  };
  return RULES.flatMap((rule) => rule(copy)).toSorted(
    (left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'),
  );
}

/** A stand-in for a picture, as copy is written down: "[Screenshot of output]". */
const PICTURE = /^\[[^\]]*(?:screenshot|preview|image|picture|chart|sample|output)[^\]]*\]\s*/i;

function readParts(message: Message): { readonly parts: Copy['parts']; readonly isPictured: boolean } {
  const read = (part: keyof Message): CopyText => readCopy(message[part].replace(PICTURE, ''));
  const parts = {
    done: read('done'),
    near: read('near'),
    unlock: read('unlock'),
    action: read('action'),
    reassurance: read('reassurance'),
  };
  return { parts, isPictured: PICTURE.test(message.done) };
}
