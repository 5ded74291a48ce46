import { evidenceText } from '../evidence-text.ts';
import type { TimelineEntry } from '../../api/timeline-entry.ts';
import { moneyChangeText } from '../../text/money.ts';
import { countText } from '../../text/number.ts';
import { timeText } from '../../text/time.ts';
import styles from './entry-list.module.css';

interface EntryListProps {
  readonly entries: readonly TimelineEntry[];
  readonly timeZone: string;
  readonly currency: string;
  /** Loads what came before; null when nothing did. */
  readonly onEarlier: (() => void) | null;
}

/** Everything on the line as words, newest first. */
export function EntryList({ entries, timeZone, currency, onEarlier }: EntryListProps) {
  return (
    <details className={styles.all}>
      <summary>
        All {countText(entries.length)} as a list{onEarlier !== null && ', the newest first'}
      </summary>
      <div className={styles.scroll} role="region" aria-label="Timeline" tabIndex={0}>
        <ol>
          {entries.map((entry, index) => (
            <li key={`${entry.at} ${entries.length - index}`} className={styles.entry}>
              <time dateTime={entry.at}>{timeText(entry.at, timeZone)}</time>
              <span>{entryText(entry, currency)}</span>
            </li>
          ))}
        </ol>
        {onEarlier !== null && (
          <button type="button" className={styles.earlier} onClick={onEarlier}>
            Load earlier ones
          </button>
        )}
      </div>
    </details>
  );
}

function entryText(entry: TimelineEntry, currency: string): string {
  switch (entry.kind) {
    case 'event': {
      const name = entry.name === '' ? 'Page viewed' : entry.name;
      return entry.user === null ? name : `${name}, by ${entry.user}`;
    }
    case 'signal':
      return `Signal ${entry.signal}: ${evidenceText(entry.evidence, entry.meter ?? '')}`;
    case 'moment':
      return `Moment of ${entry.play}: ${entry.step}`;
    case 'upgrade':
      return `${entry.from} to ${entry.to}, ${moneyChangeText(entry.mrrDelta, currency)} a month`;
    case 'subscription': {
      const to = entry.plan === undefined ? '' : ` to ${entry.plan}`;
      return entry.cause === 'renewal' ? `Subscription${to} renewed` : `Subscription set${to}`;
    }
    case 'consume':
      return `${countText(entry.amount)} of ${entry.meter} consumed`;
  }
}
