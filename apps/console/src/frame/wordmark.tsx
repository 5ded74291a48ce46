import styles from './wordmark.module.css';

/** The name, and the moment line in its smallest form: a life, a moment, a step up. */
export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path className={styles.line} d="M2 17.5h10v-9h10" />
        <circle className={styles.moment} cx="12" cy="17.5" r="4" />
      </svg>
      Kairos
    </span>
  );
}
