import { excerptOf } from './copy-text.ts';
import { MESSAGE_PARTS } from '../message.ts';
import type { Copy, CopyRule } from './rule.ts';

const UNIT_SECONDS: Readonly<Record<string, number>> = { second: 1, sec: 1, minute: 60, min: 60 };
const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  five: 5,
  ten: 10,
  thirty: 30,
  sixty: 60,
};

/** How long something takes, as a promise. */
const DURATION =
  /\b(?:takes?(?: just| only| about| less than| under)?|in(?: just| only| about| under| less than)?|under|within|less than|just|only|done in|ready in|set up in)\s(\d+|a|one|two|three|five|ten|thirty|sixty)[ -](second|sec|minute|min)s?\b/i;
const VAGUE_DURATION =
  /\b(?:in(?: just)?|takes?(?: just| only)?|within)\s(?:mere |a few |a couple of )?(?:seconds|minutes|moments)\b|\bin no time\b|\btakes? (?:just |only )?(?:a moment|no time)\b/i;

/** What the reader would get out of it, as a number or a comparison that nobody measured. */
const OUTCOMES = [
  /\b\d+(?:\.\d+)?\s?(?:x|times)\s(?:faster|more|better|as|the|quicker|higher|cheaper|easier)\b/i,
  /\b(?:save|saves|saving|gain|win back)\s(?:you\s)?(?:up to\s|over\s|more than\s)?(?:\d+|hours|days)\b/i,
  /\b(?:boost|increase|grow|improve|raise|cut|reduce|lift|double|triple)s?\b[^.]{0,40}\b(?:by|up to)\s\d+\s?%/i,
  /\b(?:double|triple|quadruple|10x|skyrocket)\s(?:your|the)\b/i,
  /\b\d+\s?%\s(?:faster|more|better|higher|fewer|less|of (?:teams|customers|users|companies))\b/i,
  /\b(?:most|many|thousands of|hundreds of|\d[\d,]* ?\+?) (?:teams|customers|companies|users|businesses) (?:like yours |who )?(?:upgrade|choose|love|trust|prefer|see|save)\b/i,
  /\b(?:the (?:best|fastest|easiest|leading|number one|#1)|world(?:'|’)s|guaranteed (?:results|growth|success|to))\b/i,
];

/** S3.28: a claim of time or effect stands only where it was measured: "takes 60 seconds", while nine in ten take no longer. */
export const unmeasuredClaim: CopyRule = (copy) =>
  MESSAGE_PARTS.flatMap((part) => {
    const claim = claimIn(copy, copy.parts[part].text);
    if (claim === null) return [];
    return [
      {
        rule: 'copy.unmeasured-claim',
        severity: 'warning',
        part,
        excerpt: excerptOf(claim),
        message: `nobody measured "${excerptOf(claim)}": leave it out, or say what is known of this account`,
      },
    ];
  });

function claimIn({ upgradeSeconds }: Copy, text: string): string | null {
  const duration = DURATION.exec(text);
  if (duration !== null) {
    const seconds = secondsOf(duration[1] ?? '', duration[2] ?? '');
    if (upgradeSeconds === null || upgradeSeconds > seconds) return duration[0];
  }
  for (const pattern of [VAGUE_DURATION, ...OUTCOMES]) {
    const match = pattern.exec(text);
    if (match !== null) return match[0];
  }
  return null;
}

function secondsOf(amount: string, unit: string): number {
  return (WORDS[amount.toLowerCase()] ?? Number(amount)) * (UNIT_SECONDS[unit.toLowerCase()] ?? 1);
}
