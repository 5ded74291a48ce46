import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { fullestMeter } from '../accounts/fullest-meter.ts';
import type { AccountView } from '../api/account-view.ts';
import { accountQuery, clockQuery, meterUsageQuery } from '../api/queries.ts';
import type { MeterUsageView } from '../api/usage-view.ts';
import { usePageTitle } from '../parts/page-title.ts';
import styles from './account-page.module.css';
import { accountSentence } from './account-sentence.ts';
import { DecisionsSection } from './decisions-section.tsx';
import { DimensionsSection } from './dimensions-section.tsx';
import { HeadroomSection } from './headroom-section.tsx';
import { InvoicesSection } from './invoices-section.tsx';
import { LIVE } from './live.ts';
import { MembersSection } from './members-section.tsx';
import { MomentLineSection } from './moment-line/moment-line-section.tsx';
import { ReadinessSection } from './readiness-section.tsx';
import { SignalsSection } from './signals-section.tsx';
import { StageSection } from './stage-section.tsx';
import { SubscriptionSection } from './subscription-section.tsx';

const route = getRouteApi('/frame/accounts/$accountId');

/** One account: how much room it has, what it has been through, and why every decision about it came out as it did. */
export function AccountPage() {
  const { accountId } = route.useParams();
  const { superseded } = route.useSearch();
  const { data: account } = useQuery({
    ...accountQuery({ id: accountId, superseded: superseded === 'shown' }),
    ...LIVE,
    // Listing more or fewer signals keeps the account in view; another account is never shown in its place.
    placeholderData: (before) => (before?.id === accountId ? before : undefined),
  });
  const { data: clock } = useQuery({ ...clockQuery, ...LIVE });
  if (account === undefined || clock === undefined) return null;
  return <AccountFigures key={account.id} account={account} now={clock.now} />;
}

function AccountFigures({ account, now }: { readonly account: AccountView; readonly now: string }) {
  const paces = useMeterPaces(account);
  const fullest = fullestMeter(account.usage);
  usePageTitle(account.name);
  return (
    <div className={styles.page}>
      <nav className={styles.where} aria-label="Where this is">
        <Link to="/accounts">Accounts</Link>
        <span aria-hidden="true">/</span>
        <span>{account.name}</span>
      </nav>
      <h1 tabIndex={-1}>
        {accountSentence(
          account,
          paces.find((pace) => pace.meter === fullest?.meter),
        )}
      </h1>
      <p className={styles.zone}>
        <code>{account.id}</code>. Times are {account.timeZone}, the account’s own.
      </p>
      <div className={styles.sections}>
        <HeadroomSection account={account} paces={paces} />
        <StageSection account={account} />
        <ReadinessSection account={account} />
        <MomentLineSection account={account} now={now} />
        <div className={styles.columns}>
          <div>
            <SignalsSection account={account} />
            <DecisionsSection account={account} />
          </div>
          <div>
            <SubscriptionSection account={account} />
            <DimensionsSection dimensions={account.dimensions} />
            <MembersSection members={account.members} />
            <InvoicesSection account={account} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** The use over time of every limited meter, as far as it is loaded. */
function useMeterPaces(account: AccountView): readonly MeterUsageView[] {
  const meters = Object.entries(account.usage).flatMap(([meter, usage]) => (usage.limit === null ? [] : [meter]));
  return useQueries({
    queries: meters.map((meter) => ({ ...meterUsageQuery({ id: account.id, meter }), ...LIVE })),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  });
}
