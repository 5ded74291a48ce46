import { ANY_TOKEN, token } from './copy-text.ts';
import { type CopyRule, findIn, VALUE_PARTS } from './rule.ts';

const IN_WORDS = String.raw`(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:a |one |two |three )?hundred|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen)(?:-\w+)?\s(?:dollars?|euros?|pounds|bucks)\b`;
const SUM = String.raw`(?:[$€£¥₹]\s?\d[\d.,]*k?|(?:USD|EUR|GBP|CHF)\s?\d[\d.,]*|\d[\d.,]*\s?(?:USD|EUR|GBP|CHF|dollars?|euros?|pounds?|bucks)\b|${IN_WORDS})`;
const MONEY = `(?:${SUM}|[$€£¥₹]\\s?${ANY_TOKEN})`;
const EACH = String.raw`\s?(?:\/|per|a|an|each|every)\s?(?:months?|mo|years?|yr|annum|seats?|users?|members?|person|week|day)\b`;

/**
 * Money that is a price. Money that the product brought in ("You have billed $12,000") is not: it is told from a price by what stands
 * around it.
 */
const PRICES = [
  new RegExp(['price', 'priceDelta', 'dueToday'].map(token).join('|')),
  new RegExp(`${MONEY}${EACH}`, 'i'),
  new RegExp(
    String.raw`(?:\b(?:only|just|costs?(?: you)?|costing|pay|paying|priced? at|price of|price is|starts at|starting at|starting from|as little as|another|an extra|extra)|(?<!\b(?:invoices|orders|sales|payments|bills|deals|work|quotes|worth) )\bfor(?: only| just)?|\bfrom(?: only| just)?|(?:^|[.,]\s)at|,\s(?:so|then)|[:(–—-])\s*${SUM}`,
    'i',
  ),
  new RegExp(String.raw`${SUM}\s(?:plan|upgrade|extra|fee|charge|subscription|upfront|flat)\b`, 'i'),
  new RegExp(`^${SUM}[.!]?$`, 'i'),
  new RegExp(
    String.raw`\b(?:plans?|seats?|upgrade|subscription|licen[cs]es?|add-ons?)\b[^.]{0,40}\b(?:is|are|at)\s${SUM}`,
    'i',
  ),
  /\b\d+\s?%\s(?:off|discount|cheaper|less)\b/i,
  new RegExp(String.raw`\bsave (?:up to )?(?:\d+\s?%|${SUM})`, 'i'),
  /\bhalf(?:[ -]the)?[ -]price\b/i,
];

/** S0.13, X6: the price is never hidden, and never before the value: its place is beside the action, where it is always shown. */
export const priceFirst: CopyRule = (copy) =>
  VALUE_PARTS.flatMap((part) =>
    findIn(copy, part, PRICES, {
      rule: 'copy.price-first',
      severity: 'error',
      message:
        'a price before the value: say what they did, what they are close to and what they unlock; the price stands beside the action, in full, without being written here',
    }),
  );
