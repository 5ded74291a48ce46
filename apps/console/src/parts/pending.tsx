import styles from './pending.module.css';

/** Holds a place of a given height for data on its way; visible, and spoken of, only after 300 ms. */
export function Pending({ height, what }: { readonly height: number; readonly what: string }) {
  return (
    <div className={styles.pending} style={{ height }} role="status" aria-label={`Loading ${what}`}>
      <div className={styles.line} style={{ height }} />
    </div>
  );
}
