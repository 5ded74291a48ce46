/** A label that wants a place: what it says, and where its mark is. Empty ones want none. */
export interface Labelled {
  readonly text: string;
  readonly x: number;
}

export interface LabelPlace {
  /** 0 is the lowest. */
  readonly row: number;
  /** Whether the label begins at its mark or ends at it. */
  readonly anchor: 'start' | 'end';
}

interface Span extends LabelPlace {
  readonly x: number;
  readonly start: number;
  readonly end: number;
}

const ROWS = 3;
const GAP = 12;
/** The mean width of a character at the small text size. */
const CHARACTER = 6.4;

/**
 * Gives labels, sorted by `x`, a place in one of three rows above their marks; null where there is no room. They begin at their marks;
 * near the right end they end at them. No two overlap, and no line from a mark up to its label crosses another label. `width` in pixels.
 */
export function placeLabels(labels: readonly Labelled[], width: number): readonly (LabelPlace | null)[] {
  const anchors = chooseAnchors(labels, width);
  const indices = [...labels.keys()].filter((index) => labels[index]?.text !== '');
  const ending = indices.filter((index) => anchors[index] === 'end');
  const starting = indices.filter((index) => anchors[index] === 'start').toReversed();
  const placed: Span[] = [];
  const places: (LabelPlace | null)[] = labels.map(() => null);
  for (const index of [...ending, ...starting]) {
    const place = firstFree(spanOf(labels[index], anchors[index]), placed);
    if (place === null) continue;
    placed.push(place);
    places[index] = { row: place.row, anchor: place.anchor };
  }
  return places;
}

/** From the right: a label ends at its mark when it would leave the picture, or when its mark is below one that does. */
function chooseAnchors(labels: readonly Labelled[], width: number): readonly LabelPlace['anchor'][] {
  let endingFrom = width;
  const fromTheRight = labels.toReversed().map((label): LabelPlace['anchor'] => {
    if (label.text === '') return 'start';
    if (label.x <= endingFrom && spanOf(label, 'start').end <= width) return 'start';
    endingFrom = Math.min(endingFrom, spanOf(label, 'end').start);
    return 'end';
  });
  return fromTheRight.toReversed();
}

function spanOf({ text, x }: Labelled = { text: '', x: 0 }, anchor: LabelPlace['anchor'] = 'start'): Omit<Span, 'row'> {
  const length = text.length * CHARACTER + GAP;
  return anchor === 'start' ? { x, anchor, start: x, end: x + length } : { x, anchor, start: x - length, end: x };
}

/** The lowest row with room that is above every label whose mark lies within this one's span, so that their lines stay clear of it. */
function firstFree(span: Omit<Span, 'row'>, placed: readonly Span[]): Span | null {
  const within = placed.filter((other) => other.x >= span.start && other.x <= span.end);
  const lowest = Math.max(-1, ...within.map((other) => other.row)) + 1;
  for (let row = lowest; row < ROWS; row += 1) {
    const isFree = placed.every((other) => other.row !== row || span.end <= other.start || span.start >= other.end);
    if (isFree) return { ...span, row };
  }
  return null;
}
