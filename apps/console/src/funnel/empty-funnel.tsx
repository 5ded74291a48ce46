import { Link } from '@tanstack/react-router';
import { FirstEventSnippet } from '../parts/first-event-snippet.tsx';
import { Section } from '../parts/section.tsx';
import styles from './empty-funnel.module.css';

/** Nothing to count in this period: what has to happen first, and the command that starts it. */
export function EmptyFunnel() {
  return (
    <Section title="How it begins">
      <ol className={styles.steps}>
        <li>Your product sends the events it already has. One that a meter counts fills that meter for its account.</li>
        <li>At 80% of a limit a signal fires, and at 95% and at the limit again.</li>
        <li>
          The next time that account’s product asks, it gets a moment to show. From then on it is counted here; the
          account itself is in <Link to="/accounts">Accounts</Link> from its first event.
        </li>
      </ol>
      <FirstEventSnippet />
    </Section>
  );
}
