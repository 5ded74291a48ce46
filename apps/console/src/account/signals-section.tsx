import { evidenceText } from './evidence-text.ts';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AccountView, SignalView } from '../api/account-view.ts';
import { Section } from '../parts/section.tsx';
import { inSentence } from '../text/number.ts';
import { timeText } from '../text/time.ts';
import styles from './signals-section.module.css';

const route = getRouteApi('/frame/accounts/$accountId');

/** What speaks for an upgrade now, or against one, with the numbers; on request also what a higher signal replaced. */
export function SignalsSection({ account }: { readonly account: AccountView }) {
  const { superseded, ...rest } = route.useSearch();
  const isAll = superseded === 'shown';
  return (
    <Section
      title={isAll ? 'Signals' : 'Active signals'}
      aside={
        <Link
          to="/accounts/$accountId"
          params={{ accountId: account.id }}
          search={isAll ? rest : { ...rest, superseded: 'shown' }}
          resetScroll={false}
          replace
        >
          {isAll ? 'Hide superseded ones' : 'Show superseded ones'}
        </Link>
      }
    >
      {account.signals.length === 0 ? (
        <p className={styles.quiet}>None. The first fires at 80% of a limit.</p>
      ) : (
        <ul>
          {account.signals.map((signal) => (
            <Signal key={signal.id} signal={signal} account={account} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Signal({ signal, account }: { readonly signal: SignalView; readonly account: AccountView }) {
  const { evidence, meter, polarity, priority, subject, supersededBy } = signal;
  const name = meter === null ? (subject ?? '') : inSentence(account.usage[meter]?.name ?? meter);
  return (
    <li className={styles.signal} data-superseded={supersededBy !== null || undefined}>
      <div className={styles.what}>
        <code>{signal.signal}</code>
        <span>
          {supersededBy === null ? priority : 'superseded'}
          {polarity === 'negative' && ', warns against an offer'}
        </span>
      </div>
      <p>{evidenceText(evidence, name)}</p>
      <p className={styles.quiet}>
        Fired <time dateTime={signal.firedAt}>{timeText(signal.firedAt, account.timeZone)}</time>
        {signal.expiresAt !== null && (
          <>
            , holds until <time dateTime={signal.expiresAt}>{timeText(signal.expiresAt, account.timeZone)}</time>
          </>
        )}
      </p>
    </li>
  );
}
