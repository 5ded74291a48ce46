import type { UsageView } from '../api/usage-view.ts';
import styles from './meter-bar.module.css';

/** A small bar of one meter's use, zero to limit; use beyond the limit runs past the limit's mark. The numbers stand beside it. */
export function MeterBar({ usage }: { readonly usage: UsageView }) {
  const limit = usage.limit ?? 0;
  const end = Math.max(limit, usage.used, 1);
  const share = (value: number) => `${(value / end) * 100}%`;
  return (
    <span className={styles.bar} data-state={usage.state} aria-hidden="true">
      <span className={styles.used} style={{ width: share(Math.min(usage.used, limit)) }} />
      {usage.used > limit && (
        <span className={styles.beyond} style={{ left: share(limit), width: share(usage.used - limit) }} />
      )}
      <span className={styles.limit} style={{ left: share(limit) }} />
    </span>
  );
}
