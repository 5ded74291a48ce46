import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AccountView } from '../../api/account-view.ts';
import { configQuery, decisionsQuery, TIMELINE_PER_PAGE, timelineQuery } from '../../api/queries.ts';
import { planNames } from '../../api/read-config.ts';
import { MomentGlyph } from '../../parts/glyphs.tsx';
import { Pending } from '../../parts/pending.tsx';
import { PartProblem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { LIVE } from '../live.ts';
import { EntryList } from './entry-list.tsx';
import { momentLine } from './moment-line.ts';
import { MomentLineFigure } from './moment-line-figure.tsx';
import styles from './moment-line-section.module.css';

/** The account's life with Kairos: signals, moments, what silenced them, and the steps between plans. */
export function MomentLineSection({ account, now }: { readonly account: AccountView; readonly now: string }) {
  const timeline = useInfiniteQuery({ ...timelineQuery(account.id), ...LIVE });
  const decisions = useInfiniteQuery({ ...decisionsQuery(account.id), ...LIVE });
  const config = useQuery(configQuery);
  const entries = timeline.data?.pages.flatMap((page) => page.data);
  const line =
    entries === undefined
      ? null
      : momentLine({
          entries,
          decisions: decisions.data?.pages.flatMap((page) => page.data) ?? [],
          // A full page may hide earlier entries even where the API names no next one.
          hasEarlier: timeline.hasNextPage || entries.length >= TIMELINE_PER_PAGE,
          since: account.since,
          now,
          plan: { id: account.subscription.plan, name: account.subscription.planName },
          planNames: planNames(config.data),
          currency: account.currency,
          timeZone: account.timeZone,
        });
  return (
    <Section title="Moment line" aside={<Key />}>
      {line === null && timeline.error === null && <Pending height={280} what="the moment line" />}
      {line === null && timeline.error !== null && (
        <PartProblem error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {line !== null && <MomentLineFigure line={line} account={account.id} timeZone={account.timeZone} />}
      {entries !== undefined && (
        <EntryList
          entries={entries}
          timeZone={account.timeZone}
          currency={account.currency}
          onEarlier={timeline.hasNextPage ? () => void timeline.fetchNextPage() : null}
        />
      )}
    </Section>
  );
}

/** What the marks mean. */
function Key() {
  return (
    <p className={styles.key}>
      <span>Ticks are signals, dots are moments:</span>
      <span>
        <MomentGlyph look="silenced" /> silenced
      </span>
      <span>
        <MomentGlyph look="shown" /> shown
      </span>
      <span>
        <MomentGlyph look="converted" /> converted
      </span>
    </p>
  );
}
