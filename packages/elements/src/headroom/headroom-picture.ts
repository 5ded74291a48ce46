import { css, type CSSResult, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Plot, Point } from './plot.ts';

export const pictureStyles: CSSResult = css`
  svg {
    display: block;
    inline-size: 100%;
    overflow: visible;
    font-variant-numeric: tabular-nums;
  }

  text {
    fill: var(--_quiet);
    unicode-bidi: plaintext;
  }

  .label-used,
  .label-limit {
    fill: var(--_ink);
  }

  .label-room,
  .label-full {
    fill: var(--_ink);
    font-weight: 600;
  }

  line,
  path {
    fill: none;
    stroke: var(--_ink);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }

  .axis,
  .drop,
  .mark-grace {
    stroke: var(--_hairline);
  }

  .mark-threshold {
    stroke: color-mix(in srgb, var(--_ink) 45%, transparent);
    stroke-dasharray: 1 4;
    stroke-linecap: round;
  }

  .mark-limit {
    stroke-width: 1.5;
  }

  .drop {
    stroke-dasharray: 1 4;
    stroke: color-mix(in srgb, var(--_ink) 45%, transparent);
  }

  .hatch {
    stroke: color-mix(in srgb, var(--_ink) 30%, transparent);
  }

  .area {
    fill: var(--_wash);
    stroke: none;
  }

  .use {
    stroke-width: 2;
    stroke-linejoin: round;
  }

  .projection {
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
  }

  .room {
    stroke: var(--_accent);
    stroke-width: 1.5;
  }

  .dot-now {
    fill: var(--_ink);
  }

  .dot-full {
    fill: var(--kairos-ground, Canvas);
    stroke: var(--_accent);
    stroke-width: 2;
  }

  @media (forced-colors: active) {
    text,
    .dot-now {
      fill: CanvasText;
    }
    line,
    path {
      stroke: CanvasText;
    }
    .area {
      fill: none;
      stroke: none;
    }
  }
`;

const HATCH = 6;

/** Draws the laid-out picture; `label` says it in words. */
export function headroomPicture(
  plot: Plot,
  {
    width,
    height,
    fontSize,
    isRtl,
    label,
  }: {
    readonly width: number;
    readonly height: number;
    readonly fontSize: number;
    readonly isRtl: boolean;
    readonly label: string;
  },
): TemplateResult {
  const x = (value: number): number => round(isRtl ? width - value : value);
  const line = (name: string, from: Point, to: Point): SVGTemplateResult =>
    svg`<line class=${name} x1=${x(from.x)} y1=${round(from.y)} x2=${x(to.x)} y2=${round(to.y)} />`;
  const { frame, now, room, full } = plot;
  const across = (y: number): readonly [Point, Point] => [
    { x: frame.start, y },
    { x: frame.end, y },
  ];
  return html`<svg part="picture" role="img" aria-label=${label} width="100%" height=${height} viewBox="0 0 ${width} ${height}">
    ${hatching(plot, line)}
    ${line('axis', ...across(frame.bottom))}
    ${plot.marks.map((mark) => line(`mark-${mark.kind}`, { x: mark.from, y: mark.y }, { x: mark.to, y: mark.y }))}
    <path class="area" d=${areaPath(plot, x)} />
    ${line('drop', now, { x: now.x, y: frame.bottom })}
    ${full === null ? '' : line('drop', full, { x: full.x, y: frame.bottom })}
    <path class="use" d=${linePath(plot.line, x)} />
    ${full === null ? '' : line('projection', now, full)}
    ${room === null ? '' : bracket(room, line)}
    <circle class="dot-now" cx=${x(now.x)} cy=${round(now.y)} r="4" />
    ${full === null ? '' : svg`<circle class="dot-full" cx=${x(full.x)} cy=${round(full.y)} r="4.5" />`}
    ${plot.labels.map(
      (each) =>
        svg`<text class="label-${each.kind}" x=${x(each.x)} y=${round(each.y)} text-anchor=${each.anchor} font-size=${fontSize}>${each.text}</text>`,
    )}
  </svg>`;
}

type DrawLine = (name: string, from: Point, to: Point) => SVGTemplateResult;

/** Where the account may still go, though it is beyond what it pays for. */
function hatching({ grace, frame }: Plot, line: DrawLine): readonly SVGTemplateResult[] {
  if (grace === null) return [];
  const height = grace.bottom - grace.top;
  const count = Math.max(0, Math.ceil((frame.end - frame.start - height) / HATCH));
  return Array.from({ length: count }, (_, index) => {
    const start = frame.start + index * HATCH;
    return line('hatch', { x: start, y: grace.bottom }, { x: start + height, y: grace.top });
  });
}

function bracket({ x, from, to }: NonNullable<Plot['room']>, line: DrawLine): readonly SVGTemplateResult[] {
  const cap = (y: number): SVGTemplateResult => line('room', { x: x - 3, y }, { x: x + 3, y });
  return [line('room', { x, y: from }, { x, y: to }), cap(to)];
}

function linePath(points: readonly Point[], x: (value: number) => number): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.x)} ${round(point.y)}`).join('');
}

function areaPath({ line, frame }: Plot, x: (value: number) => number): string {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return '';
  const bottom = round(frame.bottom);
  return `M${x(first.x)} ${bottom}${linePath(line, x).replace('M', 'L')}L${x(last.x)} ${bottom}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
