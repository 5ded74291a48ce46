/** A word in the picture: its baseline, and which of its sides stands at `x`, counted from where time begins. */
export interface Label {
  readonly kind: 'used' | 'room' | 'limit' | 'grace' | 'threshold' | 'now' | 'full' | 'start' | 'end';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** How much room words take, and how much there is across, in pixels. */
export interface LabelSize {
  readonly width: number;
  readonly fontSize: number;
  widthOf(text: string): number;
}

interface Box {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

const AIR = 3;
/** A shorter piece of a line is no line any more. */
const SHORTEST = 8;

/** Leaves out every label that would lie over one before it, or run out of the picture. */
export function labelsThatFit(labels: readonly Label[], size: LabelSize): readonly Label[] {
  const kept: Label[] = [];
  for (const label of labels) {
    const box = boxOf(label, size);
    const isInside = box.from >= -AIR && box.to <= size.width + AIR;
    if (label.text !== '' && isInside && !kept.some((other) => overlap(boxOf(other, size), box))) kept.push(label);
  }
  return kept;
}

/** What is left of a horizontal line when it makes way for the labels that it would run through. */
export function cutAround<Line extends { readonly y: number; readonly from: number; readonly to: number }>(
  line: Line,
  labels: readonly Label[],
  size: LabelSize,
): readonly Line[] {
  let parts: readonly Line[] = [line];
  for (const label of labels) {
    const box = boxOf(label, size);
    if (line.y < box.top || line.y > box.bottom) continue;
    parts = parts.flatMap((part) => [
      ...(part.from < box.from ? [{ ...part, to: Math.min(part.to, box.from) }] : []),
      ...(part.to > box.to ? [{ ...part, from: Math.max(part.from, box.to) }] : []),
    ]);
  }
  return parts.filter((part) => part.to - part.from >= SHORTEST);
}

function boxOf({ text, x, y, anchor }: Label, { fontSize, widthOf }: LabelSize): Box {
  const width = widthOf(text);
  const from = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { from: from - AIR, to: from + width + AIR, top: y - fontSize * 0.85, bottom: y + fontSize * 0.25 };
}

function overlap(one: Box, other: Box): boolean {
  return one.from < other.to && other.from < one.to && one.top < other.bottom && other.top < one.bottom;
}
