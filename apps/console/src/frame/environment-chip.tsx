import { useQuery } from '@tanstack/react-query';
import { clockQuery, sessionQuery } from '../api/queries.ts';
import { timeText } from '../text/time.ts';
import styles from './environment-chip.module.css';

/** Which environment all of this is about, and where its clock stands when it is a test clock. */
export function EnvironmentChip() {
  const { data: session } = useQuery(sessionQuery);
  const { data: clock } = useQuery({ ...clockQuery, refetchInterval: 30_000 });
  if (session === undefined) return null;
  const { kind, name } = session.environment;
  return (
    <div className={styles.chip}>
      <span className={styles.name}>
        <span className={styles.mark} data-kind={kind} aria-hidden="true" />
        {name}
        <span className={styles.kind}>{kind}</span>
      </span>
      {clock?.fixed === true && (
        <span className={styles.clock}>
          Test clock: <time dateTime={clock.now}>{timeText(clock.now, 'UTC')} UTC</time>
        </span>
      )}
    </div>
  );
}
