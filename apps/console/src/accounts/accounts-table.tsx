import { Link } from '@tanstack/react-router';
import type { AccountRow, SignalView } from '../api/account-view.ts';
import { StateWord } from '../parts/glyphs.tsx';
import { MeterBar } from '../parts/meter-bar.tsx';
import { StageWord } from '../parts/stage-word.tsx';
import { countText, inSentence } from '../text/number.ts';
import { agoText, timeText } from '../text/time.ts';
import styles from './accounts-table.module.css';
import { fullestMeter } from './fullest-meter.ts';

/** The accounts, one a row; the whole row is the link. `now` is the environment's. */
export function AccountsTable({ accounts, now }: { readonly accounts: readonly AccountRow[]; readonly now: string }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Plan</th>
          <th scope="col">Stage</th>
          <th scope="col">Fullest meter</th>
          <th scope="col">Active signals</th>
          <th scope="col">Last seen</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id}>
            <th scope="row">
              <Link to="/accounts/$accountId" params={{ accountId: account.id }} className={styles.link}>
                {account.name}
              </Link>
            </th>
            <td className={styles.plan}>{account.plan.name}</td>
            <td className={styles.stage}>
              <StageWord stage={account.stage} />
            </td>
            <td className={styles.meter}>
              <Fullest account={account} />
            </td>
            <td className={styles.signals}>{signalsText(account.signals)}</td>
            <td className={styles.seen}>
              <time dateTime={account.updatedAt} title={`${timeText(account.updatedAt, 'UTC')} UTC`}>
                {agoText(account.updatedAt, now)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fullest({ account }: { readonly account: AccountRow }) {
  const fullest = fullestMeter(account.usage);
  if (fullest === null) return <span className={styles.quiet}>Nothing limited</span>;
  const { usage } = fullest;
  return (
    <span className={styles.fullest}>
      <MeterBar usage={usage} />
      <span className={styles.numbers}>
        {countText(usage.used)} of {countText(usage.limit ?? 0)} {inSentence(usage.name)}
      </span>
      <StateWord state={usage.state} />
    </span>
  );
}

/** The most urgent signal by name, and how many more there are. They come most urgent first. */
function signalsText([first, ...others]: readonly SignalView[]) {
  if (first === undefined) return <span className={styles.quiet}>None</span>;
  return (
    <>
      <code>{first.signal}</code> {first.priority}
      {others.length > 0 && `, ${others.length} more`}
    </>
  );
}
