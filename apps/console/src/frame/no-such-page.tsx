import { usePageTitle } from '../parts/page-title.ts';
import styles from './no-such-page.module.css';

/** An address below /console/ that names no screen. */
export function NoSuchPage() {
  usePageTitle('No such page');
  return (
    <main className={styles.page}>
      <h1 tabIndex={-1}>There is no page at this address.</h1>
      <p>
        The console has the <a href="/console/">funnel</a> and the <a href="/console/accounts">accounts</a>.
      </p>
    </main>
  );
}
