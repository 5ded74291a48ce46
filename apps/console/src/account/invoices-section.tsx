import { useQuery } from '@tanstack/react-query';
import type { AccountView, InvoiceView } from '../api/account-view.ts';
import { invoicesQuery } from '../api/queries.ts';
import { Pending } from '../parts/pending.tsx';
import { PartProblem } from '../parts/problem.tsx';
import { Section } from '../parts/section.tsx';
import { moneyText } from '../text/money.ts';
import { dayText } from '../text/time.ts';
import styles from './facts.module.css';
import { LIVE } from './live.ts';

const STATUS: Readonly<Record<InvoiceView['status'], string>> = {
  open: '○ open',
  paid: '✓ paid',
  refunded: '↩ refunded',
};

/** What the account was charged. */
export function InvoicesSection({ account }: { readonly account: AccountView }) {
  const { data, error, refetch } = useQuery({ ...invoicesQuery(account.id), ...LIVE });
  return (
    <Section title="Invoices">
      {data === undefined && error === null && <Pending height={48} what="invoices" />}
      {data === undefined && error !== null && <PartProblem error={error} onRetry={() => void refetch()} />}
      {data?.data.length === 0 && <p className={styles.quiet}>None yet.</p>}
      <ul>
        {data?.data.map((invoice) => (
          <li key={invoice.id} className={styles.row}>
            <time dateTime={invoice.at}>{dayText(invoice.at, account.timeZone)}</time>
            <span>
              {moneyText(invoice.total, invoice.currency)} {STATUS[invoice.status]}
            </span>
            <span className={styles.lines}>{invoice.lines.map((line) => line.description).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
