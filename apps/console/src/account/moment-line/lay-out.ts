import { shortDayText, timeText } from '../../text/time.ts';
import type { LinePoint } from './line-point.ts';
import type { MomentLine } from './moment-line.ts';
import { placeLabels } from './place-labels.ts';

/** The moment line with a place for everything, in pixels from the top left. */
export interface LineLayout {
  readonly width: number;
  readonly height: number;
  readonly stretches: readonly {
    readonly x1: number;
    readonly x2: number;
    readonly y: number;
    readonly plan: string;
  }[];
  readonly points: readonly PlacedPoint[];
  readonly events: readonly number[];
  readonly eventsY: number;
  readonly days: readonly { readonly x: number; readonly text: string; readonly anchor: 'start' | 'middle' | 'end' }[];
}

export interface PlacedPoint {
  readonly point: LinePoint;
  readonly x: number;
  readonly y: number;
  /** Where its label stands, if there is room for one. */
  readonly label: { readonly y: number; readonly anchor: 'start' | 'end' } | null;
}

const EDGE = 12;
/** How far a step up in plan lifts the line. */
const STEP = 24;
/** How far apart marks on top of each other are, and from how near they count as on top of each other. */
const ROW = 16;
const NEAR = 15;
const LABEL_ROW = 16;
const DAY_WIDTH = 160;

/** Lays a line out for a width: signals above it, moments on it, what falls together stacked, labels where there is room. */
export function layOut(
  line: MomentLine,
  { width, timeZone }: { readonly width: number; readonly timeZone: string },
): LineLayout {
  const span = line.to - line.from;
  const xOf = (at: number) => EDGE + ((Math.max(at, line.from) - line.from) / span) * (width - 2 * EDGE);
  const rows = stackRows(line.points, xOf);
  const deepest = (kind: LinePoint['kind']) =>
    Math.max(0, ...line.points.map((point, index) => (point.kind === kind ? (rows[index] ?? 0) + 1 : 0)));
  const labels = placeLabels(
    line.points.map(({ label, at }) => ({ text: label, x: xOf(at) })),
    width,
  );
  const labelRows = Math.max(0, ...labels.map((label) => (label === null ? 0 : label.row + 1)));
  const labelsEnd = 8 + labelRows * LABEL_ROW;
  const top = labelsEnd + deepest('signal') * ROW + 16;
  const highest = Math.max(...line.stretches.map((stretch) => stretch.level));
  const yOf = (level: number) => top + (highest - level) * STEP;
  const levelAt = (at: number) => line.stretches.find((stretch) => at <= stretch.to)?.level ?? highest;
  const levelAfter = (at: number) => line.stretches.findLast((stretch) => stretch.from <= at)?.level ?? highest;
  const placed = line.points.map((point, index): PlacedPoint => {
    const row = rows[index] ?? 0;
    const halfway = (levelAt(point.at) + levelAfter(point.at)) / 2;
    const y = point.kind === 'upgrade' ? yOf(halfway) : markY(point.kind, yOf(levelAt(point.at)), row);
    const label = labels[index] ?? null;
    return {
      point,
      x: xOf(point.at),
      y,
      label: label && { anchor: label.anchor, y: labelsEnd - label.row * LABEL_ROW },
    };
  });
  const eventsY = yOf(0) + Math.max(1, deepest('moment')) * ROW + 12;
  return {
    width,
    height: eventsY + 40,
    stretches: line.stretches.map(({ from, to, level, plan }) => ({ x1: xOf(from), x2: xOf(to), y: yOf(level), plan })),
    points: placed,
    events: line.events.map((at) => Math.round(xOf(at))),
    eventsY,
    days: dayMarks(line, { width, xOf, timeZone }),
  };
}

/** Signals stack up from above the line, moments down from on it. */
function markY(kind: 'signal' | 'moment', lineY: number, row: number): number {
  return kind === 'signal' ? lineY - 16 - row * ROW : lineY + row * ROW;
}

/** For every point, which row of its kind's stack it is in: the first that is free where it stands. */
function stackRows(points: readonly LinePoint[], xOf: (at: number) => number): readonly number[] {
  const lastX = new Map<string, number>();
  return points.map((point) => {
    const x = xOf(point.at);
    let row = 0;
    while (x - (lastX.get(`${point.kind} ${row}`) ?? Number.NEGATIVE_INFINITY) < NEAR) row += 1;
    lastX.set(`${point.kind} ${row}`, x);
    return row;
  });
}

function dayMarks(
  { from, to }: MomentLine,
  { width, xOf, timeZone }: { readonly width: number; readonly xOf: (at: number) => number; readonly timeZone: string },
): LineLayout['days'] {
  const count = Math.max(2, Math.min(6, Math.floor(width / DAY_WIDTH)));
  const isShort = to - from < 3 * 24 * 60 * 60_000;
  return Array.from({ length: count }, (_, index) => {
    const at = from + ((to - from) * index) / (count - 1);
    const isLast = index === count - 1;
    const text = isLast ? 'now' : isShort ? timeText(at, timeZone) : shortDayText(at, timeZone);
    return { x: xOf(at), text, anchor: index === 0 ? 'start' : isLast ? 'end' : 'middle' };
  });
}
