import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { MomentGlyph } from '../../parts/glyphs.tsx';
import { timeText } from '../../text/time.ts';
import { layOut, type PlacedPoint } from './lay-out.ts';
import type { LinePoint } from './line-point.ts';
import { LinePicture } from './line-picture.tsx';
import type { MomentLine } from './moment-line.ts';
import styles from './moment-line-figure.module.css';
import { useWidth } from './use-width.ts';

interface MomentLineFigureProps {
  readonly line: MomentLine;
  readonly account: string;
  readonly timeZone: string;
}

/** The moment line to look at and to walk along: by mouse, or by arrow keys, each point says what it is below the picture. */
export function MomentLineFigure({ line, account, timeZone }: MomentLineFigureProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<string | null>(null);
  const layout = layOut(line, { width: Math.max(width, 1), timeZone });
  const current = line.points.find((point) => point.id === chosen) ?? line.points.at(-1);
  return (
    <figure className={styles.figure} aria-label="Moment line">
      <div ref={ref} className={styles.canvas} style={{ height: layout.height }}>
        {width > 0 && <LinePicture layout={layout} />}
        {width > 0 && <Points points={layout.points} current={current} timeZone={timeZone} onChoose={setChosen} />}
      </div>
      <figcaption className={styles.told}>
        {current === undefined ? (
          'No signal yet, and so no moment. The small marks are product events.'
        ) : (
          <Told point={current} account={account} timeZone={timeZone} />
        )}
      </figcaption>
    </figure>
  );
}

interface PointsProps {
  readonly points: readonly PlacedPoint[];
  readonly current: LinePoint | undefined;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

/** One stop in the page's tab order; inside it the arrow keys go from point to point. */
function Points({ points, current, timeZone, onChoose }: PointsProps) {
  const list = useRef<HTMLOListElement>(null);
  const walk = (event: KeyboardEvent, index: number) => {
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: points.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    list.current
      ?.querySelectorAll('button')
      .item(Math.max(0, Math.min(points.length - 1, next)))
      .focus();
  };
  return (
    <ol ref={list} className={styles.points} aria-label="Points on the line, oldest first; arrow keys walk along it">
      {points.map(({ point, x, y }, index) => (
        <li key={point.id}>
          <button
            type="button"
            className={styles.point}
            style={{ left: x, top: y }}
            tabIndex={point === current ? 0 : -1}
            aria-current={point === current || undefined}
            aria-label={`${timeText(point.at, timeZone)}: ${point.title}. ${point.detail}`}
            onFocus={() => onChoose(point.id)}
            onMouseEnter={() => onChoose(point.id)}
            onClick={() => onChoose(point.id)}
            onKeyDown={(event) => walk(event, index)}
          />
        </li>
      ))}
    </ol>
  );
}

function Told({
  point,
  account,
  timeZone,
}: {
  readonly point: LinePoint;
  readonly account: string;
  readonly timeZone: string;
}) {
  return (
    <>
      <time dateTime={new Date(point.at).toISOString()}>{timeText(point.at, timeZone)}</time>
      <span className={styles.what}>
        {point.look !== null && <MomentGlyph look={point.look} />}
        <strong>{point.title}</strong>
      </span>
      <span>
        {point.detail}{' '}
        {point.decision !== null && (
          <Link
            to="/accounts/$accountId"
            params={{ accountId: account }}
            search={(search) => ({ ...search, decision: point.decision ?? '' })}
            resetScroll={false}
          >
            Why
          </Link>
        )}
      </span>
    </>
  );
}
