import { type CopyRule, findIn, VALUE_PARTS } from './rule.ts';

/** Calls that say nothing of what comes of them. */
const BARE_CALL = new RegExp(
  `^(?:${[
    '(?:please )?(?:upgrade|update|subscribe|buy|purchase|order|go premium|go pro|sign up|join|activate|unlock|discover|explore)(?: it)?(?: (?:now|today|here|me|us|more|it|this|your (?:account|plan|subscription)|my (?:account|plan|subscription)|the plan))*',
    '(?:learn|read|see|find out|discover|show me|tell me|get) (?:more|details|info|how)(?: (?:now|here|today))?',
    '(?:click|tap|press)(?: (?:here|below|now|this|the button|to (?:continue|upgrade|proceed)))*',
    "(?:get|let(?:'|’)?s get|let(?:'|’)?s) (?:started|going|go|it|it now|access|premium|this)(?: (?:now|today))?",
    '(?:try|start|begin|continue|proceed|submit|next|ok|okay|yes|confirm|go|go ahead|accept|do it)(?: (?:now|today|here|it|it now|it out|please))*',
    "(?:i(?:'|’)m in|count me in|take me there|yes,? please|sounds good|why wait)",
    '(?:upgrade|continue) (?:to|and) (?:continue|unlock|upgrade|more)',
    '(?:buy|shop|act|order) now',
    '(?:proceed|go|continue) to (?:checkout|payment)',
    'get the upgrade',
    'contact (?:us|sales)(?: (?:now|today))?',
    '(?:more )?(?:info|information|details|options)',
  ].join('|')})\\s*[.!→>»-]*$`,
  'i',
);

/** Phrases that fit any product and so say nothing of this one (look.md, "Voice"). */
const EMPTY_PHRASES = [
  /\bunlock(?:s|ing)? (?:the |your |its )?(?:full |true |real |whole )?(?:power|potential|magic|possibilities|everything|more)\b/i,
  /\b(?:to|on) (?:the|a) (?:next|whole new|new) level\b|\bnext-level\b/i,
  /\b(?:supercharge|turbocharge|revolutioni[sz]e|skyrocket|game[- ]chang|cutting[- ]edge|world[- ]class|best[- ]in[- ]class|state[- ]of[- ]the[- ]art|seamless(?:ly)?|effortless(?:ly)?|empower)/i,
  /\b(?:more|premium|advanced|powerful|exciting|amazing|awesome|great|exclusive|all the|additional|extra|pro) (?:features|benefits|perks|functionality|capabilities|tools)\b/i,
  /\band (?:so )?much more\b|\bso much more\b|\bget more out of\b|\bmake the most of\b|\bdo more with\b/i,
  /\b(?:enjoy|experience) (?:the )?(?:best|full|ultimate|benefits|more|everything|our)\b/i,
  /\btake (?:your|the) [\w ]{1,30}\b(?:further|to new heights)\b|\bnew heights\b/i,
  /\b(?:oops|whoops|uh[- ]oh|sorry!|yay|woohoo|hooray)\b/i,
  /(?:\bwhy not\b[^.]*\?|\bwhat are you waiting for|\byou deserve\b|\bready to (?:grow|scale|level up|take)\b)/i,
];

/** S1.57: a call that would fit any product says nothing: what it starts must be in it. */
export const generic: CopyRule = (copy) => [
  ...findIn(copy, 'action', [BARE_CALL], {
    rule: 'copy.generic',
    severity: 'warning',
    message:
      'a call that fits anything: name what it starts, as in "Upgrade to {{ next.name }}" or "Open {{ feature.name }}"',
  }),
  ...VALUE_PARTS.flatMap((part) =>
    findIn(copy, part, EMPTY_PHRASES, {
      rule: 'copy.generic',
      severity: 'warning',
      message:
        'words that fit any product: say what this account gets, in its own terms ({{ unlocks }}, {{ feature.value }})',
    }),
  ),
];
