import type { InterventionView } from '../api/readiness-view.ts';
import { interventionText } from '../text/readiness.ts';
import { dayText, withReadableTimes } from '../text/time.ts';
import styles from './due-instead.module.css';

interface DueInsteadProps {
  readonly interventions: readonly InterventionView[];
  readonly timeZone: string;
}

/** What is due instead of an offer, the most pressing first. Each goes by itself when its gap is closed. */
export function DueInstead({ interventions, timeZone }: DueInsteadProps) {
  return (
    <div className={styles.due}>
      <h3>Due instead of an offer</h3>
      <ul>
        {interventions.map(({ kind, rules, reason, since }) => (
          <li key={`${kind} ${rules.join(' ')}`} className={styles.intervention}>
            <span>
              {interventionText(kind)}
              {since !== null && (
                <span className={styles.since}>
                  due since <time dateTime={since}>{dayText(since, timeZone)}</time>
                </span>
              )}
            </span>
            <span className={styles.why}>{withReadableTimes(reason, timeZone)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
