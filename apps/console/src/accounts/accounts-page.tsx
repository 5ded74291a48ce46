import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { accountsQuery, clockQuery } from '../api/queries.ts';
import { STAGES } from '../api/stage-view.ts';
import { FirstEventSnippet } from '../parts/first-event-snippet.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { Section } from '../parts/section.tsx';
import { SwitchLinks } from '../parts/switch-links.tsx';
import { stageText } from '../text/stage.ts';
import { AccountSearch } from './account-search-field.tsx';
import styles from './accounts-page.module.css';
import { accountsSentence } from './accounts-sentence.ts';
import { AccountsTable } from './accounts-table.tsx';

const route = getRouteApi('/frame/accounts');
const exactly = { exact: true, includeSearch: true } as const;

/** Every account, with how much room it has left. */
export function AccountsPage() {
  const search = route.useSearch();
  const { data: page, isPlaceholderData } = useQuery({
    ...accountsQuery(search),
    placeholderData: keepPreviousData,
  });
  const { data: clock } = useQuery(clockQuery);
  usePageTitle('Accounts');
  if (page === undefined || clock === undefined) return null;
  const isEmptyEnvironment = page.data.length === 0 && Object.keys(search).length === 0;
  return (
    <div className={styles.page} aria-busy={isPlaceholderData}>
      <p className={styles.where}>Accounts</p>
      <h1 tabIndex={-1}>{accountsSentence(page, search)}</h1>
      {isEmptyEnvironment ? (
        <Section title="How an account comes about">
          <p className={styles.advice}>
            By its first event: the account is <code>context.groupId</code>, the user <code>userId</code>. Segment’s
            libraries work as they are, with this server as their host.
          </p>
          <FirstEventSnippet />
        </Section>
      ) : (
        <>
          <div className={styles.filters}>
            <AccountSearch />
            <StageFilter />
          </div>
          {page.data.length > 0 && <AccountsTable accounts={page.data} now={clock.now} />}
          <Pager next={page.next} />
        </>
      )}
    </div>
  );
}

/** The list by stage; what is sought by name stays, and it begins at its first page. */
function StageFilter() {
  const { cursor: _cursor, stage: _stage, ...rest } = route.useSearch();
  return (
    <SwitchLinks label="Accounts by stage">
      <Link to="/accounts" search={rest} activeOptions={exactly} replace>
        All stages
      </Link>
      {STAGES.map((stage) => (
        <Link key={stage} to="/accounts" search={{ ...rest, stage }} activeOptions={exactly} replace>
          {stageText(stage)}
        </Link>
      ))}
    </SwitchLinks>
  );
}

function Pager({ next }: { readonly next: string | null }) {
  const { cursor, ...filter } = route.useSearch();
  if (next === null && cursor === undefined) return null;
  return (
    <nav className={styles.pager} aria-label="Pages">
      {cursor !== undefined && (
        <Link to="/accounts" search={filter}>
          First page
        </Link>
      )}
      {next !== null && (
        <Link to="/accounts" search={{ ...filter, cursor: next }}>
          Next page
        </Link>
      )}
    </nav>
  );
}
