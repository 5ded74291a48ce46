import { dimensionsOf } from './dimensions.ts';
import { engagementScore } from './engagement-score.ts';
import { proofOfValue } from './proof-of-value.ts';
import type { PartReading, ReadinessSight } from './readiness-part.ts';

/** Readiness by engagement (S2.17): how engaged the account is, whether it got value, whether its team grows. */

export function engagementReading({ catalog, account, at, settings }: ReadinessSight): PartReading {
  const { windowDays } = settings;
  const { score, activeDays, days } = engagementScore(catalog, account, { at, windowDays });
  return {
    name: 'engagement.score',
    share: score / 100,
    detail: `the engagement score is ${score} of 100; active on ${activeDays} of ${days} days`,
  };
}

export function engagementValue(sight: ReadinessSight): PartReading {
  const proof = proofOfValue(sight);
  const detail = proof === null ? 'no value is proven yet' : `value is proven: ${proof.what}`;
  return { name: 'engagement.value', share: proof === null ? 0 : 1, detail };
}

/** So many who joined within a month count in full (S2.23). */
const JOINED = 3;

export function engagementTeam({ catalog, account, at }: ReadinessSight): PartReading {
  const { joined, days } = dimensionsOf(catalog, account, at).teamGrowth;
  return {
    name: 'engagement.team',
    share: Math.min(1, joined / JOINED),
    detail: `${joined} joined in the last ${days} days; ${JOINED} count in full`,
  };
}
