import type { FunnelReport, FunnelRow } from '../api/funnel-report.ts';
import type { FunnelGrouping } from '../api/queries.ts';
import { countOf, countText, percentText } from '../text/number.ts';
import { moneyText } from '../text/money.ts';

/** The funnel in one sentence: how many of how many, in which period, and what it added. */
export function funnelSentence({ totals, currency }: FunnelReport, days: string): string {
  const period = `In the last ${days} days`;
  const { eligible, shown, converted, conversionRate, revenue } = totals;
  if (eligible === 0) return `${period} no moment was due.`;
  if (shown === 0) return `${period}, ${countOf(eligible, 'moment')} could have been shown and none was.`;
  if (converted === 0)
    return `${period}, ${countOf(shown, 'moment')} ${were(shown)} shown and none has led to an upgrade yet.`;
  return (
    `${period}, ${countText(converted)} of ${countOf(shown, 'moment')} shown led to an upgrade ` +
    `(${percentText(conversionRate)}), which added ${moneyText(revenue, currency)} a month.`
  );
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

/** Fewer moments than this say nothing about what converts best: one upgrade more or less moves the rate by a twentieth. */
const ENOUGH_TO_RANK = 20;

/**
 * S0.34: which play or signal converts best, and so which signal to build more on; where there is too little to tell, that. null with
 * fewer than two to compare.
 */
export function bestTriggerSentence(rows: readonly FunnelRow[], by: FunnelGrouping): string | null {
  if (rows.length < 2) return null;
  const [best, second] = rankByConversion(rows).filter((row) => row.shown >= ENOUGH_TO_RANK);
  if (best === undefined || second === undefined || best.converted === 0) {
    return `Too early to say which converts best: that takes two with at least ${ENOUGH_TO_RANK} moments shown each.`;
  }
  return (
    `${best.key} converts best: ${countText(best.converted)} of ${countText(best.shown)} moments shown ` +
    `(${percentText(best.conversionRate)}).${by === 'signal' ? ' Build more plays on it.' : ''}`
  );
}

/** Rows with the best conversion first; those without a rate last, ties by id. */
export function rankByConversion(rows: readonly FunnelRow[]): readonly FunnelRow[] {
  return rows.toSorted(
    (left, right) => (right.conversionRate ?? -1) - (left.conversionRate ?? -1) || (left.key < right.key ? -1 : 1),
  );
}
