import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { StaleNote } from '../parts/stale-note.tsx';
import { CommandPalette } from './command-palette.tsx';
import { EnvironmentChip } from './environment-chip.tsx';
import styles from './frame.module.css';
import { palette } from './palette-store.ts';
import { SchemeSwitch } from './scheme-switch.tsx';
import { SignOut } from './sign-out.tsx';
import { Wordmark } from './wordmark.tsx';

/** What surrounds every screen: where you are, which environment it is, and the ways around. */
export function Frame() {
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation();
  return (
    <div className={styles.frame}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header className={styles.rail}>
        <Link to="/" className={styles.home} aria-label="Kairos, funnel">
          <Wordmark />
        </Link>
        <EnvironmentChip />
        <button type="button" className={styles.find} onClick={palette.open}>
          Find
          <kbd>{/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
        <nav className={styles.screens} aria-label="Screens">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
            Funnel
          </Link>
          <Link to="/accounts" activeOptions={{ includeSearch: false }}>
            Accounts
          </Link>
        </nav>
      </header>
      <main id="main" ref={main} className={styles.main} tabIndex={-1}>
        <StaleNote />
        <Outlet />
      </main>
      <footer className={styles.foot}>
        <SchemeSwitch />
        <SignOut />
      </footer>
      <CommandPalette />
    </div>
  );
}

/** After a step to another screen, the focus (and with it a screen reader) goes to its heading; on arrival it stays with the page. */
function useFocusOnNavigation(): void {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef<string>(undefined);
  useEffect(() => {
    const arrived = last.current !== undefined && last.current !== pathname;
    last.current = pathname;
    if (arrived) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [pathname]);
}
