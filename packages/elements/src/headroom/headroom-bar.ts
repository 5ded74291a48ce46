import type { UsageView } from '@kairos/client';
import { css, type CSSResult, html, nothing, svg, type TemplateResult } from 'lit';
import { countText } from '../page/locale.ts';
import { describeView, type Reader } from './describe-usage.ts';

export const barStyles: CSSResult = css`
  .bar {
    display: block;
    inline-size: 100%;
    block-size: 2.25rem;
    overflow: visible;
    font-variant-numeric: tabular-nums;
  }

  .bar text {
    fill: var(--_ink);
    font-size: 0.8125rem;
    unicode-bidi: plaintext;
  }

  .bar .track {
    fill: none;
    stroke: var(--_hairline);
  }

  .bar .fill {
    fill: var(--_ink);
    transition: width var(--_motion) ease-out;
  }

  .bar .over {
    opacity: 0.55;
  }

  .bar .tick {
    stroke: color-mix(in srgb, var(--_ink) 45%, transparent);
  }

  .bar .limit {
    stroke: var(--_ink);
    stroke-width: 1.5;
  }

  .bar .hatch {
    stroke: color-mix(in srgb, var(--_ink) 45%, transparent);
    stroke-dasharray: 1.5 3.5;
  }

  @media (forced-colors: active) {
    .bar .fill,
    .bar text {
      fill: CanvasText;
    }
    .bar line,
    .bar .track {
      stroke: CanvasText;
    }
  }
`;

/** Where S0.20 warns, in percent of the limit; a view has no thresholds of its own. */
const THRESHOLDS = [80, 95];
const TOP = 5;
const HEIGHT = 8;
/** Labels nearer than this, in percent of the bar, are said as one. */
const TOO_NEAR = 30;

/** The picture in one line: how much of the limit is used, where it warns, where it ends, and the grace beyond. */
export function headroomBar(
  view: UsageView,
  { reader, isRtl }: { readonly reader: Reader; readonly isRtl: boolean },
): TemplateResult | typeof nothing {
  const { used, limit } = view;
  if (limit === null || limit <= 0) return nothing;
  const whole = Math.max(limit, used, Math.max(used, limit) + view.graceRemaining);
  const share = (amount: number): number => (Math.min(amount, whole) / whole) * 100;
  const x = (percent: number): string => `${isRtl ? 100 - percent : percent}%`;
  const stretch = (name: string, from: number, to: number): TemplateResult =>
    svg`<rect class=${name} x=${x(share(isRtl ? to : from))} y=${TOP} width="${share(to) - share(from)}%" height=${HEIGHT} />`;
  const tick = (name: string, amount: number): TemplateResult =>
    svg`<line class=${name} x1=${x(share(amount))} x2=${x(share(amount))} y1=${TOP - 4} y2=${TOP + HEIGHT + 4} />`;
  return html`<svg class="bar" part="bar" role="img" aria-label=${describeView(view, reader)}>
    ${stretch('track', 0, limit)}
    ${
      whole > limit
        ? svg`<line class="hatch" x1=${x(share(limit))} x2=${x(100)} y1=${TOP + HEIGHT / 2} y2=${TOP + HEIGHT / 2} stroke-width=${HEIGHT} />`
        : nothing
    }
    ${stretch('fill', 0, Math.min(used, limit))} ${used > limit ? stretch('fill over', limit, used) : nothing}
    ${THRESHOLDS.map((percent) => tick('tick', (limit * percent) / 100))} ${tick('limit', limit)}
    ${barLabels(view, { reader, share, x })}
  </svg>`;
}

function barLabels(
  { used, limit }: UsageView,
  {
    reader,
    share,
    x,
  }: { readonly reader: Reader; readonly share: (amount: number) => number; readonly x: (percent: number) => string },
): readonly TemplateResult[] {
  const { texts, locale } = reader;
  const count = (amount: number): string => countText(amount, locale);
  const y = TOP + HEIGHT + 18;
  const label = (text: string, percent: number): TemplateResult => {
    const anchor = percent < 20 ? 'start' : 'end';
    return svg`<text x=${x(percent < 20 ? 0 : percent)} y=${y} text-anchor=${anchor}>${text}</text>`;
  };
  const end = Math.max(share(limit ?? 0), share(used));
  if (Math.abs(share(limit ?? 0) - share(used)) < TOO_NEAR) {
    return [label(texts.usedOfLimit({ used: count(used), limit: count(limit ?? 0) }), end)];
  }
  return [
    label(texts.used({ amount: count(used) }), share(used)),
    label(texts.limit({ amount: count(limit ?? 0) }), share(limit ?? 0)),
  ];
}
