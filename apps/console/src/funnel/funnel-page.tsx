import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { FunnelReport } from '../api/funnel-report.ts';
import { funnelQuery } from '../api/queries.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { Section } from '../parts/section.tsx';
import { SwitchLinks } from '../parts/switch-links.tsx';
import { dayText, nearDayText } from '../text/time.ts';
import { EmptyFunnel } from './empty-funnel.tsx';
import styles from './funnel-page.module.css';
import { FunnelPicture } from './funnel-picture.tsx';
import { type FunnelChoice, funnelChoice, funnelSearch, PERIODS } from './funnel-search.ts';
import { bestTriggerSentence, funnelSentence } from './funnel-sentence.ts';
import { FunnelTable } from './funnel-table.tsx';
import { HowCounted } from './how-counted.tsx';

const route = getRouteApi('/frame/');
const exactly = { exact: true, includeSearch: true } as const;

/** The home screen: what became of everyone who could have been shown a moment. */
export function FunnelPage() {
  const choice = funnelChoice(route.useSearch());
  const { data: report, isPlaceholderData } = useQuery({ ...funnelQuery(choice), placeholderData: keepPreviousData });
  usePageTitle('Funnel');
  if (report === undefined) return null;
  return (
    <div className={styles.page} aria-busy={isPlaceholderData}>
      <div className={styles.top}>
        <p className={styles.where}>Funnel, {periodText(report)}</p>
        <SwitchLinks label="Period">
          {PERIODS.map((days) => (
            <Link key={days} to="/" search={funnelSearch({ ...choice, days })} activeOptions={exactly} replace>
              {days} days
            </Link>
          ))}
        </SwitchLinks>
      </div>
      <h1 tabIndex={-1}>{funnelSentence(report, choice.days)}</h1>
      {report.totals.eligible === 0 && report.rows.length === 0 ? (
        <EmptyFunnel />
      ) : (
        <Figures report={report} choice={choice} />
      )}
    </div>
  );
}

function Figures({ report, choice }: { readonly report: FunnelReport; readonly choice: FunnelChoice }) {
  const best = bestTriggerSentence(report.rows, choice.by);
  return (
    <>
      <FunnelPicture counts={report.totals} />
      <HowCounted report={report} />
      <Section
        title={choice.by === 'play' ? 'By play' : 'By signal'}
        aside={
          <SwitchLinks label="Table by">
            <Link to="/" search={funnelSearch({ ...choice, by: 'play' })} activeOptions={exactly} replace>
              By play
            </Link>
            <Link to="/" search={funnelSearch({ ...choice, by: 'signal' })} activeOptions={exactly} replace>
              By signal
            </Link>
          </SwitchLinks>
        }
      >
        {best !== null && <p>{best}</p>}
        <FunnelTable report={report} by={choice.by} />
        <ul className={styles.notes}>
          {report.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** "23 October to 22 November 2026", the last instant counted last. */
function periodText({ from, to }: FunnelReport): string {
  return `${nearDayText(from, 'UTC')} to ${dayText(Date.parse(to) - 1, 'UTC')}, UTC`;
}
