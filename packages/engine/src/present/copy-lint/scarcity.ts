import { MESSAGE_PARTS } from '../message.ts';
import { type CopyRule, findIn } from './rule.ts';

/**
 * Pressure that no limit of the product makes. What runs out by a limit that is counted ("3 left until 1 April", as variables) is
 * none: it is true of this account, and it ends by itself.
 */
const PRESSURE = [
  /\b(?:hurry|act (?:now|fast|quickly|today)|don(?:'|’)?t wait|move fast|be quick|quick!)/i,
  /\b(?:only|just) (?:today|tonight|this week|this weekend|for today|until midnight|for a (?:short|limited) time|for the next)\b/i,
  /\b(?:today|tonight|this week|this weekend|24 hours|48 hours) only\b/i,
  /\blast (?:chance|call|opportunity)\b|(?<!\b(?:in|of|over|within|during|for) the )\blast (?:day|days|hours|minute)\b(?! (?:of|in|were|was|you))/i,
  /\bfinal (?:hours?|days?|chance|call|notice|reminder|offer)\b/i,
  /\b(?:limited|short)[- ]time\b|\blimited (?:offer|availability|spots|places|seats available)\b/i,
  /\b(?:offer|deal|discount|sale|price|promotion|bonus|it) (?:ends|expires|closes|disappears|vanishes|is gone|won(?:'|’)t last)\b/i,
  /\b(?:ends|ending|expires|expiring|closes|closing) (?:soon|tonight|today|tomorrow|at midnight|this (?:week|friday|sunday|month)|in (?:\d+|a few|two|three) (?:hours?|minutes?|days?))\b/i,
  /\bwhile (?:it lasts|they last|supplies last|stocks? lasts?|you (?:still )?can)\b/i,
  /\b(?:don(?:'|’)?t|never) miss(?: out)?\b|\bmissing out\b|\bbefore (?:it(?:'|’)s|it is) (?:too late|gone)\b/i,
  /\b(?:now or never|once[- ]in[- ]a[- ]lifetime|one[- ]time (?:offer|deal|only|chance)|never again|(?:won(?:'|’)t|never) (?:see|get) this (?:price|offer|deal) again)\b/i,
  /\b(?:time is running out|running out of time|the clock is ticking|clock(?:'|’)s ticking|tick[- ]tock)\b|^countdown\b|\bcountdown(?::| (?:has|is|to)\b)/i,
  /\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:left|remaining|to go)?\b(?! ?(?:am|pm))/i,
  /\b(?:\d+|a few|few|two|three) (?:hours?|minutes?|days?|spots?|places?|copies|licen[sc]es) (?:left|remaining|to go)\b/i,
  /\bonly (?:a few|a handful|few|\d+|two|three) (?:spots?|places?|seats?|licen[sc]es|upgrades)? ?(?:left|remaining|available)\b/i,
  /\b(?:spots?|places?) (?:are|is) (?:filling|going|limited|running)\b|\bselling (?:fast|out)\b|\bgoing fast\b|\balmost gone\b/i,
  /\bprices? (?:go(?:es)?|will go|is going|are going|rises?|will rise|increases?|will increase|jumps?|rise) ?(?:up)?\b/i,
  /\b(?:before (?:the )?(?:prices?|offer|deal|midnight)|lock in (?:this|the|your) (?:price|rate|deal))\b/i,
  /\b(?:special|exclusive|flash|secret|vip) (?:offer|deal|sale|price|pricing)\b/i,
  /^urgent\b|\burgent:|\basap\b|\b(?:must|need to|have to|should) [\w ]{1,20}\b(?:immediately|right now|right away|today)\b/i,
  /\b(?:grab|claim|reserve|secure|snag) (?:it|your|a|the|this) (?:spot|place|deal|offer|discount|now|before)\b/i,
  /\b(?:in|within) the next \d+ (?:minutes?|hours?)\b|\blose (?:this|the|your) (?:price|deal|offer|rate|discount)\b|\byou snooze\b/i,
  /\b(?:window|doors?) closes?\b|\bcompetitors (?:have )?(?:already )?upgraded\b/i,
  /\beveryone (?:else )?(?:is|has) (?:already )?(?:upgrad|switch|mov)|\b(?:\d+|hundreds|thousands) (?:of )?(?:people|teams|users|others) (?:are (?:looking|viewing)|upgraded (?:today|this))/i,
];

/** S1.12, S2.35: urgency only from limits that are real. */
export const scarcity: CopyRule = (copy) =>
  MESSAGE_PARTS.flatMap((part) =>
    findIn(copy, part, PRESSURE, {
      rule: 'copy.scarcity',
      severity: 'error',
      message:
        'pressure that no limit of the product makes: say what is left of a real limit and when it resets ({{ remaining }}, {{ resetsOn }}), or leave it out',
    }),
  );
