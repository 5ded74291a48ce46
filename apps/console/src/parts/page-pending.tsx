import styles from './pending.module.css';

/** A page whose data takes longer than 300 ms. */
export function PagePending() {
  return (
    <div className={styles.pending} role="status" aria-label="Loading the page">
      <div className={`${styles.line} ${styles.sentence}`} />
      <div className={`${styles.line} ${styles.block}`} />
      <div className={`${styles.line} ${styles.block}`} />
    </div>
  );
}
