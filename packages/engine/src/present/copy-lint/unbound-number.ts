import { excerptOf } from './copy-text.ts';
import { type Message, MESSAGE_PARTS } from '../message.ts';
import type { CopyRule } from './rule.ts';

/** A number that the author wrote: not a part of a word (OAuth2, S3, 3D), of a clock or of another number. */
const NUMBERS = /(?<![\w.:/#-])[$€£¥]?\d[\d.,]*(?:\s?%|(?:k|m|x|st|nd|rd|th)\b)?(?![\w:]*[A-Za-z])(?:\/\d+)?/g;

/** What is a number by its nature and the same for everybody. */
const FIXED = [
  /\b(?!USD|EUR|GBP|CHF)(?:[A-Z]{2,}|[Vv]ersion|Fortune|Office|Microsoft|Windows)[ /-]?\d[\d.:-]*/g,
  /\b24\/7\b|\b360°|\b9 to 5\b/g,
  /\b1[- ]click\b/gi,
  /\b(?:19|20)\d\d\b(?=\s*(?:edition|release|tax year|report))/g,
];

/** A term that the team promises to everybody: so many days on trial, to change one's mind, of notice. */
const TERMS =
  /\b\d+[- ](?:day|days|week|weeks|month|months)\b(?=[^.]*\b(?:trial|free|money|refund|guarantee|notice|cancel|back|try|return))|(?<=\b(?:trial|refund|guarantee|money back|cancel|try|free)\b[^.]{0,40})\b\d+[- ](?:day|days|week|weeks|month|months)\b/gi;

/** S3.28: numbers in a message are this account's, live. One that is written out is wrong for everybody else, and wrong tomorrow. */
export const unboundNumber: CopyRule = ({ parts }) =>
  MESSAGE_PARTS.flatMap((part) => {
    const found = firstNumber(part, parts[part].text);
    if (found === null) return [];
    return [
      {
        rule: 'copy.unbound-number',
        severity: 'warning',
        part,
        excerpt: excerptOf(found),
        message: `"${found}" is the same for everybody: put the variable in its place, such as {{ used }}, {{ limit }}, {{ percent }} or {{ unlocks }}`,
      },
    ];
  });

function firstNumber(part: keyof Message, text: string): string | null {
  const fixed = part === 'reassurance' ? [...FIXED, TERMS] : FIXED;
  const rest = fixed.reduce((left, pattern) => left.replace(pattern, (match) => ' '.repeat(match.length)), text);
  return rest.match(NUMBERS)?.[0].trim() ?? null;
}
