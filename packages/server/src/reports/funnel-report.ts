import type { Instant } from '@kairos/engine';
import { type Funnel, funnel } from '@kairos/measure';
import type { WorkContext } from '../services.ts';
import type { Trx } from '../store/database.ts';

export interface FunnelReport extends Funnel {
  readonly from: Instant;
  /** Not itself in the period. */
  readonly to: Instant;
  readonly currency: string;
  readonly notes: readonly string[];
}

/** The funnel of the moments that were decided in a period, from eligible to converted (S0.29-S0.32). */
export async function funnelReport(
  trx: Trx,
  { environment, program }: WorkContext,
  { from, to, by }: { readonly from: Instant; readonly to: Instant; readonly by: 'play' | 'signal' },
): Promise<FunnelReport> {
  const rows = await trx
    .selectFrom('moments')
    .select([
      'play',
      'signal',
      'offered_at',
      'shown_at',
      'clicked_at',
      'checkout_at',
      'dismissed_at',
      'converted_at',
      'mrr_delta',
    ])
    .where('environment', '=', environment)
    .where('offered_at', '>=', from)
    .where('offered_at', '<', to)
    .where('step', '<>', 'held-out')
    .execute();
  const moments = rows.map((row) => ({
    play: row.play,
    signal: row.signal,
    offeredAt: row.offered_at,
    shownAt: row.shown_at,
    clickedAt: row.clicked_at,
    checkoutAt: row.checkout_at,
    dismissedAt: row.dismissed_at,
    convertedAt: row.converted_at,
    mrrDelta: row.mrr_delta,
  }));
  const { currency } = program.catalog;
  return { from, to, currency, ...funnel(moments, { by }), notes: NOTES };
}

/** How the figures are counted, said with them. */
const NOTES = [
  'A moment is counted in the period in which it was decided, and followed until now.',
  'Impression rate is shown / eligible, click rate clicked / shown, conversion rate converted / shown.',
  'Revenue is added monthly recurring revenue. There is no holdout in these figures: they say what happened, not what it caused.',
] as const;
