import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AccountView } from '../api/account-view.ts';
import type { DecisionView } from '../api/decision-view.ts';
import { MomentGlyph } from '../parts/glyphs.tsx';
import { timeText } from '../text/time.ts';
import { outcomeText, silencedBy } from './decision-outcome.ts';
import { DecisionTrace } from './decision-trace.tsx';
import styles from './decision-line.module.css';

const route = getRouteApi('/frame/accounts/$accountId');

/** One decision on a line, and opened, its trace. */
export function DecisionLine({
  decision,
  account,
}: {
  readonly decision: DecisionView;
  readonly account: AccountView;
}) {
  const { decision: open } = route.useSearch();
  const summary = useRef<HTMLElement>(null);
  const isOpen = open === decision.id;
  // Asked for by link, it comes into view and takes the focus.
  useEffect(() => {
    if (!isOpen) return;
    summary.current?.scrollIntoView({ block: 'center' });
    summary.current?.focus({ preventScroll: true });
  }, [isOpen]);
  const user = account.members.find((member) => member.id === decision.user)?.name ?? decision.user;
  return (
    <li className={styles.decision}>
      <details open={isOpen}>
        <summary ref={summary} className={styles.summary}>
          <time dateTime={decision.at}>{timeText(decision.at, account.timeZone)}</time>
          <span className={styles.outcome}>
            <DecisionGlyph decision={decision} />
            <span>
              {outcomeText(decision)}
              <span className={styles.who}>
                {user}, {askedText(decision)}
              </span>
            </span>
          </span>
        </summary>
        <DecisionTrace decision={decision} timeZone={account.timeZone} />
      </details>
    </li>
  );
}

function DecisionGlyph({ decision }: { readonly decision: DecisionView }) {
  if (decision.moment !== null) return <MomentGlyph look="shown" />;
  if (silencedBy(decision) !== null) return <MomentGlyph look="silenced" />;
  return <span className={styles.nothing} aria-hidden="true" />;
}

/** Whether it was ours to start or an answer to what the user tried, and where. */
function askedText({ trigger, placement }: DecisionView): string {
  const subject = trigger?.meter ?? trigger?.feature ?? null;
  const what = trigger === null ? 'proactive' : `reactive, ${trigger.type}${subject === null ? '' : ` of ${subject}`}`;
  return placement === null ? what : `${what}, at ${placement}`;
}
