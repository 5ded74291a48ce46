import type { CopyRule } from './rule.ts';

/** What takes the risk away: a way to try, to get the money back, to go back, or nothing that is due yet (S0.12). */
const REMOVERS = [
  /\b(?:trial|try (?:it|this|everything|out|\S+) (?:for )?(?:free|a|one|two|three|\d)|free (?:for|until|through)|first (?:\S+ )?(?:days?|weeks?|month)(?: (?:is|are))? (?:free|on us))\b/i,
  /\b(?:refund(?:s|ed|able)?|money[- ]back|your money back|return(?:ed)? (?:it )?in full|(?:day|month|back|satisfaction)[- ]guarantee|guaranteed? or)\b/i,
  /\b(?:cancel|pause|opt out|stop (?:when|at|any)|leave (?:when|at|any)|switch(?:ed)? (?:it )?off|turn(?:ed)? (?:it )?off)/i,
  /\b(?:downgrade|(?:step|come|move|go|switch|change|drop) (?:back|down)|undo|revert|roll back|change your mind|change plans?|keep (?:the|your) (?:old|current|present) plan)\b/i,
  /\b(?:no|without(?: an?y?)?) (?:\w+ )?(?:commitment|contract|obligation|card|lock-in|strings|penalty)\b/i,
  /\b(?:nothing is|nothing will be|won(?:'|’)t be|not be|are not|aren(?:'|’)t|isn(?:'|’)t|is not|never) (?:charged|billed|due)\b|\bnothing changes (?:until|unless)\b|\bpay nothing\b|\bno charge\b/i,
  /\b(?:only pay for|pay only for|credited|as credit|prorated)\b/i,
];

/** The same, taken back. */
const TAKEN_BACK =
  /\b(?:no|non|not|never|without|cannot|can(?:'|’)t|isn(?:'|’)t|aren(?:'|’)t)[- ](?:be |offer |give |give you |any |a |get |eligible for |possible to )*(?:refund\w*|cancel\w*|trial|guarantee\w*|money[- ]back|downgrade\w*|go(?:ing)? back|step (?:back )?down|switch back|undo\w*|revert\w*|credit(?:ed)?(?! card))\b|\bcancellation is not\b/i;

/** S0.12: the last part removes a risk. */
export const reassuranceMissing: CopyRule = ({ parts }) => {
  const { text } = parts.reassurance;
  if (!TAKEN_BACK.test(text) && REMOVERS.some((remover) => remover.test(text))) return [];
  return [
    {
      rule: 'copy.reassurance-missing',
      severity: 'warning',
      part: 'reassurance',
      excerpt: '',
      message:
        'no risk is removed: say that it can be tried first, that the money comes back, or that they can step back down whenever they like, whichever is so',
    },
  ];
};
