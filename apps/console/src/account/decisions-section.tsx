import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AccountView } from '../api/account-view.ts';
import { decisionsQuery } from '../api/queries.ts';
import { Pending } from '../parts/pending.tsx';
import { PartProblem } from '../parts/problem.tsx';
import { Section } from '../parts/section.tsx';
import { countText } from '../text/number.ts';
import { timeText } from '../text/time.ts';
import { DecisionLine } from './decision-line.tsx';
import styles from './decision-line.module.css';
import { type DecisionGroup, groupDecisions } from './group-decisions.ts';
import { LIVE } from './live.ts';

const route = getRouteApi('/frame/accounts/$accountId');

/** Every time Kairos was asked about this account: what it answered, and opened, why. */
export function DecisionsSection({ account }: { readonly account: AccountView }) {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...decisionsQuery(account.id),
    ...LIVE,
  });
  const decisions = data?.pages.flatMap((page) => page.data);
  return (
    <Section title="Decisions">
      {decisions === undefined && error === null && <Pending height={160} what="decisions" />}
      {decisions === undefined && error !== null && <PartProblem error={error} onRetry={() => void refetch()} />}
      {decisions?.length === 0 && (
        <p className={styles.quiet}>None yet. One is made whenever the product asks for a moment.</p>
      )}
      <ul>
        {groupDecisions(decisions ?? []).map((group) => (
          // The oldest stays what it is when newer ones join its group, and so does whether the group is open.
          <Group key={group.at(-1)?.id} group={group} account={account} />
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className={styles.earlier} onClick={() => void fetchNextPage()}>
          Load earlier ones
        </button>
      )}
    </Section>
  );
}

/** One decision as it is; a run of those without anything at stake behind one line. */
function Group({ group, account }: { readonly group: DecisionGroup; readonly account: AccountView }) {
  const { decision: open } = route.useSearch();
  const [newest, ...older] = group;
  const oldest = older.at(-1);
  if (oldest === undefined) return <DecisionLine decision={newest} account={account} />;
  const from = timeText(oldest.at, account.timeZone);
  return (
    <li className={styles.decision}>
      <details open={group.some((decision) => decision.id === open)}>
        <summary className={styles.summary}>
          <time dateTime={newest.at}>{timeText(newest.at, account.timeZone)}</time>
          <span className={styles.run}>
            {countText(group.length)} times nothing to offer: no trigger held
            <span className={styles.who}>since {from}</span>
          </span>
        </summary>
        <ul className={styles.members}>
          {group.map((decision) => (
            <DecisionLine key={decision.id} decision={decision} account={account} />
          ))}
        </ul>
      </details>
    </li>
  );
}
