import type { Contribution, ReadinessView } from '../api/readiness-view.ts';
import { countText } from '../text/number.ts';
import { contributionText, pointsText } from '../text/readiness.ts';
import { withReadableTimes } from '../text/time.ts';
import styles from './readiness-bars.module.css';

interface ReadinessBarsProps {
  readonly readiness: ReadinessView;
  readonly timeZone: string;
}

/** What the score is made of: each part as a bar from one common zero, to the right what adds, to the left what takes away. */
export function ReadinessBars({ readiness, timeZone }: ReadinessBarsProps) {
  const { score, contributions } = readiness;
  const counting = contributions.filter(({ points }) => points !== 0);
  const silent = contributions.filter(({ points }) => points === 0);
  const scale = scaleOf(counting);
  return (
    <div>
      <h3 className={styles.head}>What the score is made of</h3>
      <ul>
        {counting.map((each) => (
          <Part key={each.name} contribution={each} scale={scale} timeZone={timeZone} />
        ))}
      </ul>
      <p className={styles.total}>
        <span>{counting.length === 0 ? 'Nothing speaks for or against it yet' : 'Together'}</span>
        <span>{countText(score)}</span>
      </p>
      {silent.length > 0 && counting.length > 0 && (
        <p className={styles.quiet}>
          Adding nothing: {silent.map(({ name }) => contributionText(name).toLowerCase()).join(', ')}.
        </p>
      )}
    </div>
  );
}

function Part({
  contribution,
  scale,
  timeZone,
}: {
  readonly contribution: Contribution;
  readonly scale: Scale;
  readonly timeZone: string;
}) {
  const { name, points, detail } = contribution;
  const width = (Math.abs(points) / scale.span) * 100;
  return (
    <li className={styles.part}>
      <span>{contributionText(name)}</span>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.bar}
          data-takes={points < 0 || undefined}
          style={{ left: `${points < 0 ? scale.zero - width : scale.zero}%`, width: `${width}%` }}
        />
        <span className={styles.zero} style={{ left: `${scale.zero}%` }} />
      </span>
      <span className={styles.points}>{pointsText(points)}</span>
      <span className={styles.detail}>{withReadableTimes(detail, timeZone)}</span>
    </li>
  );
}

/** Where zero lies, in percent, and how many points the whole width stands for. */
interface Scale {
  readonly zero: number;
  readonly span: number;
}

/** So many points are drawn at the least, so that a bar of three points does not look like all there could be. */
const LEAST_POINTS = 25;

function scaleOf(contributions: readonly Contribution[]): Scale {
  const points = contributions.map((each) => each.points);
  const least = Math.min(0, ...points);
  const span = Math.max(LEAST_POINTS, ...points) - least;
  return { zero: (-least / span) * 100, span };
}
