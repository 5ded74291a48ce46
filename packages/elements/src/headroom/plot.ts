import type { UsageHistory } from '@kairos/client';
import { cutAround, type Label, type LabelSize, labelsThatFit } from './labels.ts';

/** What is written into the picture, in the reader's language. */
export interface PlotWords {
  readonly used: string;
  /** What is left; empty where nothing is. */
  readonly room: string;
  readonly limit: string;
  readonly grace: string;
  readonly start: string;
  readonly now: string;
  readonly full: string;
  readonly end: string;
  /** In the order of the thresholds. */
  readonly thresholds: readonly string[];
}

export interface PlotSize extends LabelSize {
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A horizontal line, or a piece of one. */
export interface Mark {
  readonly kind: 'threshold' | 'limit' | 'grace';
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

export interface Frame {
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly bottom: number;
}

/** The picture in pixels: `y` from the top, `x` from where time begins, which is the right in a language written from there. */
export interface Plot {
  /** Where the plot lies between its gutters. */
  readonly frame: Frame;
  /** Use over time, in steps. */
  readonly line: readonly Point[];
  readonly now: Point;
  /** Between use and the limit, at now. null without a limit, or when nothing is left. */
  readonly room: { readonly x: number; readonly from: number; readonly to: number } | null;
  readonly marks: readonly Mark[];
  readonly grace: { readonly top: number; readonly bottom: number } | null;
  /** Where use, going on like this, meets the limit. */
  readonly full: Point | null;
  readonly labels: readonly Label[];
}

interface Scales {
  x(atMs: number): number;
  y(amount: number): number;
}

const GAP = 8;

/** Lays out the use of one meter against its limit. The same history, words and size give the same picture. */
export function plotHeadroom(history: UsageHistory, words: PlotWords, size: PlotSize): Plot {
  const { limit, graceLimit, projectedFullAt } = history;
  const frame = frameOf(history, words, size);
  const scales = scalesOf(history, frame);
  const used = usedNow(history);
  const now = { x: scales.x(Date.parse(history.now)), y: scales.y(used) };
  const full =
    limit === null || projectedFullAt === null
      ? null
      : { x: scales.x(Date.parse(projectedFullAt)), y: scales.y(limit) };
  const room = limit === null || used >= limit ? null : { x: now.x, from: now.y, to: scales.y(limit) };
  const labels = labelsThatFit(
    [
      ...labelsAtLimits(history, words, { size, frame, scales }),
      ...labelsOfUse({ words, size, frame, now, room, below: Math.max(now.y, limit === null ? 0 : scales.y(limit)) }),
      ...labelsOfTime({ words, size, frame, now, full }),
    ],
    size,
  );
  return {
    frame,
    line: stepLine(history, scales, now),
    now,
    room,
    marks: marksOf(history, frame, scales).flatMap((mark) => cutAround(mark, labels, size)),
    grace: limit === null || graceLimit === null ? null : { top: scales.y(graceLimit), bottom: scales.y(limit) },
    full,
    labels,
  };
}

export function usedNow({ points }: UsageHistory): number {
  return points.at(-1)?.used ?? 0;
}

/** The thresholds are named before the plot, limit and grace after it, the days below. */
function frameOf({ limit, graceLimit }: UsageHistory, words: PlotWords, size: PlotSize): Frame {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => size.widthOf(text)));
  const before = limit === null ? 0 : widest(words.thresholds) + GAP;
  const after = limit === null ? 0 : widest([words.limit, ...(graceLimit === null ? [] : [words.grace])]) + GAP;
  return {
    start: before,
    end: Math.max(before + 1, size.width - after),
    top: size.fontSize,
    bottom: size.height - size.fontSize * 2,
  };
}

function scalesOf(history: UsageHistory, frame: Frame): Scales {
  const { from, to } = timeSpan(history);
  const used = usedNow(history);
  const highest = Math.max(1, used, history.limit ?? used * 1.25, history.graceLimit ?? 0);
  return {
    x: (atMs) => frame.start + ((Math.min(Math.max(atMs, from), to) - from) / (to - from)) * (frame.end - frame.start),
    y: (amount) => frame.bottom - (amount / highest) * (frame.bottom - frame.top),
  };
}

/** The period; without one, from the first use to a little after now, or after the limit is met. */
function timeSpan({ period, points, now, projectedFullAt }: UsageHistory): {
  readonly from: number;
  readonly to: number;
} {
  const at = Date.parse(now);
  const first = Math.min(at, Date.parse(points[0]?.at ?? now));
  const last = Math.max(at, Date.parse(projectedFullAt ?? now));
  const from = period === null ? first : Date.parse(period.start);
  const to = period === null ? last + (last - first) * 0.1 : Date.parse(period.end);
  return { from, to: Math.max(to, from + 1) };
}

/** One point per pixel is all that can be seen, however long the history. */
function stepLine({ points }: UsageHistory, { x, y }: Scales, now: Point): readonly Point[] {
  const steps: Point[] = [];
  for (const point of points) {
    const step = { x: x(Date.parse(point.at)), y: y(point.used) };
    if (step.x - (steps.at(-1)?.x ?? Number.NEGATIVE_INFINITY) < 1) steps.pop();
    steps.push(step);
  }
  const line: Point[] = [];
  let level = y(0);
  for (const step of [...steps, now]) {
    line.push({ x: step.x, y: level }, step);
    level = step.y;
  }
  return line;
}

function marksOf({ limit, graceLimit, thresholds }: UsageHistory, frame: Frame, { y }: Scales): readonly Mark[] {
  if (limit === null) return [];
  const across = (kind: Mark['kind'], amount: number): Mark => ({
    kind,
    y: y(amount),
    from: frame.start,
    to: frame.end,
  });
  return [
    ...thresholds.map((percent) => across('threshold', (limit * percent) / 100)),
    across('limit', limit),
    ...(graceLimit === null ? [] : [across('grace', graceLimit)]),
  ];
}

/** What is used stands after the dot, where nothing has happened yet; what is left beside the bracket, where that is high enough. */
function labelsOfUse({
  words,
  size,
  frame,
  now,
  room,
  below,
}: {
  readonly words: PlotWords;
  readonly size: PlotSize;
  readonly frame: Frame;
  readonly now: Point;
  readonly room: Plot['room'];
  /** What is used is said below this line: out of the hatching, when it is beyond the limit. */
  readonly below: number;
}): readonly Label[] {
  const fitsBefore = now.x - frame.start > size.widthOf(words.room) + GAP;
  const fitsAfter = size.width - now.x > size.widthOf(words.used) + GAP;
  const used: Label = {
    kind: 'used',
    text: words.used,
    x: now.x + (fitsAfter ? GAP : -GAP),
    y: Math.min(below + size.fontSize * 1.25, frame.bottom - 4),
    anchor: fitsAfter ? 'start' : 'end',
  };
  if (room === null || room.from - room.to < size.fontSize * 1.15) return [used];
  const text: Label = {
    kind: 'room',
    text: words.room,
    x: room.x + (fitsBefore ? -GAP : GAP),
    y: (room.from + room.to) / 2 + size.fontSize * 0.35,
    anchor: fitsBefore ? 'end' : 'start',
  };
  return [text, used];
}

function labelsAtLimits(
  { limit, graceLimit, thresholds }: UsageHistory,
  words: PlotWords,
  { size, frame, scales }: { readonly size: PlotSize; readonly frame: Frame; readonly scales: Scales },
): readonly Label[] {
  if (limit === null) return [];
  const baseline = (amount: number): number => scales.y(amount) + size.fontSize * 0.35;
  const after = { x: frame.end + GAP, anchor: 'start' } as const;
  const limitLabel: Label = { kind: 'limit', text: words.limit, y: baseline(limit), ...after };
  // A narrow stretch of grace has no room for two lines: its name moves up.
  const graceY = graceLimit === null ? 0 : Math.min(baseline(graceLimit), limitLabel.y - size.fontSize * 1.25);
  return [
    limitLabel,
    ...(graceLimit === null ? [] : [{ kind: 'grace', text: words.grace, y: graceY, ...after } as const]),
    ...thresholds.map((percent, index) => {
      const y = baseline((limit * percent) / 100);
      return {
        kind: 'threshold',
        text: words.thresholds[index] ?? '',
        x: frame.start - GAP,
        y,
        anchor: 'end',
      } as const;
    }),
  ];
}

/** The day that it runs out matters most, then today, then the ends of the period. */
function labelsOfTime({
  words,
  size,
  frame,
  now,
  full,
}: {
  readonly words: PlotWords;
  readonly size: PlotSize;
  readonly frame: Frame;
  readonly now: Point;
  readonly full: Point | null;
}): readonly Label[] {
  const y = frame.bottom + size.fontSize * 1.5;
  const under = (kind: Label['kind'], text: string, x: number): Label => {
    const half = size.widthOf(text) / 2;
    const anchor = x - half < 0 ? 'start' : x + half > size.width ? 'end' : 'middle';
    return { kind, text, x, y, anchor };
  };
  return [
    ...(full === null ? [] : [under('full', words.full, full.x)]),
    under('now', words.now, now.x),
    under('end', words.end, frame.end),
    under('start', words.start, frame.start),
  ];
}
