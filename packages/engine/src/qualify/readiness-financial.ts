import { toIso } from '../kernel/instant.ts';
import { readBudget } from './budget.ts';
import { fade, type PartReading, type ReadinessSight } from './readiness-part.ts';

/** Readiness by money (S2.17): who looks at prices, who has a budget. */

/** A look at the prices is worth half of a checkout begun. */
const LOOK = 0.5;

/** S3.12, S3.13: what was not bought since. */
export function intentReading(sight: ReadinessSight): PartReading {
  const { checkoutAt, pricingAt } = sight.account.intent;
  const begun = checkoutAt === null ? 0 : fade(checkoutAt, sight);
  const looked = pricingAt === null ? 0 : LOOK * fade(pricingAt, sight);
  const said = [
    ...(checkoutAt === null ? [] : [`a checkout was begun on ${toIso(checkoutAt)}`]),
    ...(pricingAt === null ? [] : [`the prices were looked at on ${toIso(pricingAt)}`]),
  ];
  return {
    name: 'financial.intent',
    share: Math.max(begun, looked),
    detail: said.length === 0 ? 'nobody looked at the prices' : said.join(', '),
  };
}

/** S1.4: company size and funding stage; one that is known to be small takes away. */
export function budgetReading(sight: ReadinessSight): PartReading {
  const { has, detail } = readBudget(sight);
  return { name: 'financial.budget', share: { yes: 1, no: -1, unknown: 0 }[has], detail };
}
