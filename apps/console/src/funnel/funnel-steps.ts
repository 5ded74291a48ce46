import type { FunnelCounts } from '../api/funnel-report.ts';
import type { MomentLook } from '../parts/glyphs.tsx';
import { countText } from '../text/number.ts';

/** One step of the funnel, ready to be drawn. */
export interface FunnelStep {
  readonly name: string;
  readonly count: number;
  /** 0 to 1, of the largest step: how tall it is drawn, from zero. */
  readonly height: number;
  /** How the step before it leads here; null for the first. */
  readonly rate: FunnelRate | null;
  readonly glyph: MomentLook | null;
  /** What else became of those who came this far. */
  readonly note: string | null;
}

export interface FunnelRate {
  readonly name: string;
  /** A fraction; null where the step before is empty. */
  readonly value: number | null;
  /** The count it is a share of. */
  readonly of: number;
}

/** The steps of the funnel in their order, each with the rate from the step before. */
export function funnelSteps(counts: FunnelCounts): readonly FunnelStep[] {
  const { eligible, shown, clicked, checkoutStarted, converted, dismissed } = counts;
  const tallest = Math.max(eligible, shown, clicked, checkoutStarted, converted, 1);
  const step = (name: string, count: number, rest: Partial<FunnelStep>): FunnelStep => ({
    name,
    count,
    height: count / tallest,
    rate: null,
    glyph: null,
    note: null,
    ...rest,
  });
  return [
    step('Eligible', eligible, {}),
    step('Shown', shown, {
      rate: { name: 'impression rate', value: counts.impressionRate, of: eligible },
      glyph: 'shown',
      note: dismissed === 0 ? null : `${countText(dismissed)} said not now`,
    }),
    step('Clicked', clicked, { rate: { name: 'click-through', value: counts.clickRate, of: shown } }),
    step('Checkout started', checkoutStarted, {
      rate: { name: 'of clicked', value: share(checkoutStarted, clicked), of: clicked },
    }),
    step('Converted', converted, {
      rate: { name: 'of checkouts', value: share(converted, checkoutStarted), of: checkoutStarted },
      glyph: 'converted',
    }),
  ];
}

function share(count: number, whole: number): number | null {
  return whole === 0 ? null : count / whole;
}
