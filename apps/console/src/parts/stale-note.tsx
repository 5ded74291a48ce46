import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clockText } from '../text/time.ts';
import styles from './stale-note.module.css';

/**
 * Says when what is on the screen can't be brought up to date any more, since when, and goes away by itself once it can. The data
 * stays in view: old numbers with their time beat none.
 */
export function StaleNote() {
  const since = useStaleSince();
  return (
    <div role="status">
      {since !== null && (
        <p className={styles.note}>
          Kairos does not answer. This is as of {clockText(since, browserTimeZone())}; it is asked again by itself.
        </p>
      )}
    </div>
  );
}

/** When the oldest answer came that could not be renewed; null while all could. */
function useStaleSince(): number | null {
  const cache = useQueryClient().getQueryCache();
  const [since, setSince] = useState<number | null>(null);
  useEffect(
    () =>
      cache.subscribe(() => {
        const stale = cache
          .getAll()
          .filter((query) => query.isActive() && query.state.data !== undefined && query.state.status === 'error')
          .map((query) => query.state.dataUpdatedAt);
        setSince(stale.length === 0 ? null : Math.min(...stale));
      }),
    [cache],
  );
  return since;
}

function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
