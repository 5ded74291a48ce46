import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { accountsQuery, clockQuery } from '../api/queries.ts';
import { FirstEventSnippet } from '../parts/first-event-snippet.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { Section } from '../parts/section.tsx';
import { AccountSearch } from './account-search-field.tsx';
import styles from './accounts-page.module.css';
import { accountsSentence } from './accounts-sentence.ts';
import { AccountsTable } from './accounts-table.tsx';

const route = getRouteApi('/frame/accounts');

/** Every account, with how much room it has left. */
export function AccountsPage() {
  const search = route.useSearch();
  const { q, cursor } = search;
  const { data: page, isPlaceholderData } = useQuery({
    ...accountsQuery({ q, cursor }),
    placeholderData: keepPreviousData,
  });
  const { data: clock } = useQuery(clockQuery);
  usePageTitle('Accounts');
  if (page === undefined || clock === undefined) return null;
  const isEmptyEnvironment = page.data.length === 0 && q === undefined && cursor === undefined;
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
          <AccountSearch />
          {page.data.length > 0 && <AccountsTable accounts={page.data} now={clock.now} />}
          <Pager next={page.next} />
        </>
      )}
    </div>
  );
}

function Pager({ next }: { readonly next: string | null }) {
  const { q, cursor } = route.useSearch();
  if (next === null && cursor === undefined) return null;
  const filter = q === undefined ? {} : { q };
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
