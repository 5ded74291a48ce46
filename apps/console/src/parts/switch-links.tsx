import type { ReactNode } from 'react';
import styles from './switch-links.module.css';

/** A choice between views, each a link of its own; the one in view is marked by its `aria-current`. */
export function SwitchLinks({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={styles.switch} aria-label={label}>
      {children}
    </nav>
  );
}
