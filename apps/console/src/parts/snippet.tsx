import { useClipboard } from '@mantine/hooks';
import styles from './snippet.module.css';

/** Commands to run in a terminal, copied by one button. */
export function Snippet({ label, code }: { readonly label: string; readonly code: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <figure className={styles.snippet}>
      <figcaption className={styles.caption}>
        {label}
        <button type="button" className={styles.copy} onClick={() => clipboard.copy(code)}>
          {clipboard.copied ? 'Copied' : 'Copy'}
        </button>
      </figcaption>
      {/* It scrolls sideways when it must, and what scrolls has to be reachable by keyboard. */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
