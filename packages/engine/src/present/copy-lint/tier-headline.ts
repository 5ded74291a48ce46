import { ANY_TOKEN, type CopyText, excerptOf, sentencesOf, token } from './copy-text.ts';
import { type Copy, type CopyFinding, type CopyRule, VALUE_PARTS } from './rule.ts';

/** What many products call their plans; told from the words themselves by their capital and by what stands before them. */
const USUAL_NAMES = [
  'Pro',
  'Professional',
  'Premium',
  'Plus',
  'Business',
  'Enterprise',
  'Team',
  'Teams',
  'Starter',
  'Growth',
  'Scale',
  'Standard',
  'Basic',
  'Essentials',
  'Ultimate',
  'Unlimited',
  'Gold',
  'Platinum',
];

const PLAN = '(?:plan|tier|subscription|edition|package|license|licence)s?';

/** What sends the reader to a plan: whatever is named next is the headline. */
const SENDS = [
  /\b(?:available|included|offered|found|unlocked|enabled|comes|exclusive|exclusively|only|reserved|limited|restricted)\s+(?:only\s+|exclusively\s+|just\s+)?(?:on|in|with|for|to|from|under|as part of)\s+/gi,
  /\b(?:upgrade|upgrading|switch|switching|move|moving|step|jump|subscribe|change)\s+(?:up\s+)?to\s+/gi,
  /\b(?:requires?|needs?|is part of|are part of|belongs? to|is for|are for|comes with)\s+/gi,
  /^(?:go|get|try|unlock|buy|choose|meet|discover|start|start with|with|introducing|join)\s+/gi,
];

/** Calls to upgrade that stand where the reader expects to hear of themselves. */
const CALLS_FIRST = [
  /^(?:please\s+|it(?:'|’)s time to\s+|time to\s+|you (?:need|have) to\s+)?upgrade\b/i,
  /\b(?:upgrade|paid plan|subscription) (?:is )?(?:required|needed)\b/i,
  /^(?:buy|subscribe|purchase)\b/i,
];

/** Words of welcome: what comes after them is the headline. */
const WELCOME =
  /^(?:hi|hello|hey|heads up|good news|great news|well done|congratulations|nice|nice work|psst|welcome(?: back)?|note)\b[^.!?:,]*[.!?:,]?\s*/i;

/** S0.9, S0.14: the headline says what the reader did or gets, not which plan has it. After a picture of the value it may (X5, S0.15). */
export const tierHeadline: CopyRule = (copy) => {
  if (copy.isPreviewed) return [];
  const names = namesOf(copy.plans);
  const headline = headlinesOf(copy).find(({ text }) => isTierFirst(text, names));
  return headline === undefined ? [] : [finding(headline)];
};

interface Headline {
  readonly part: CopyFinding['part'];
  readonly text: string;
}

/** The first sentence; and the second, where the first is a title and says nothing yet. */
function headlinesOf({ parts, said }: Copy): readonly Headline[] {
  const spoken: readonly Headline[] = [
    ...said.flatMap((text) => sentences('done', text)),
    ...VALUE_PARTS.flatMap((part) => sentences(part, parts[part])),
  ];
  const [first] = spoken;
  return spoken.slice(0, first !== undefined && saysNothingYet(first.text) ? 2 : 1);
}

/** A title, or a word that something is the matter. */
function saysNothingYet(sentence: string): boolean {
  return sentence.split(' ').length <= 3 && !new RegExp(ANY_TOKEN).test(sentence);
}

function sentences(part: Headline['part'], { text }: CopyText): readonly Headline[] {
  return sentencesOf(text.replace(WELCOME, '')).map((sentence) => ({ part, text: sentence }));
}

function isTierFirst(headline: string, names: string): boolean {
  if (CALLS_FIRST.some((call) => call.test(headline))) return true;
  const named = new RegExp(
    String.raw`^(?:the\s|our\s|a\s|an\s|any\s)?(?:(?:${names})(?![\w-])|(?!your\b|this\b|every\b|each\b)(?:[\w-]+\s){1,2}${PLAN}\b)`,
  );
  const isSent = SENDS.some((sends) =>
    [...headline.matchAll(sends)].some((match) => named.test(headline.slice(match.index + match[0].length))),
  );
  return isSent || leadsOf(names).some((leads) => leads.test(headline));
}

/** A plan as the subject of the sentence, or as what kind of thing a feature is. */
function leadsOf(names: string): readonly RegExp[] {
  const does = 'gives|includes|unlocks|comes|lets|adds|offers|is (?:the|what|made)|has(?! (?:been|had|grown|gone))';
  const whose = '(?:customers|users|subscribers) (?:can|get|have|see)';
  return [
    new RegExp(
      String.raw`^(?:(?:the|our|this is an?|it(?:'|’)s an?|an?)\s)?(?:${names})(?:\s${PLAN})?(?:,? the ${PLAN}|(?:-|\s)(?:only|features?|exclusive|${does}|${whose})\b)`,
      'i',
    ),
    new RegExp(String.raw`\ban?\s(?:${names})(?:[- ]only)?\s(?:feature|view|function|tool)s?\b`),
  ];
}

function namesOf(plans: readonly string[]): string {
  return [token('next.name'), ...plans, ...USUAL_NAMES]
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .toSorted((left, right) => right.length - left.length)
    .join('|');
}

function finding({ part, text }: Headline): CopyFinding {
  return {
    rule: 'copy.tier-headline',
    severity: 'error',
    part,
    excerpt: excerptOf(text),
    message:
      'the first thing said is a plan or a call to upgrade: begin with what they did or what the feature does for them, and name the plan in "unlock" or "action"',
  };
}
