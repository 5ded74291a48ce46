import type { AccountView } from '../api/account-view.ts';
import type { StageReason, StageTally } from '../api/stage-view.ts';
import { Section } from '../parts/section.tsx';
import { StageStair } from '../parts/stage-word.tsx';
import { countText } from '../text/number.ts';
import { readinessText, ruleText, stageText } from '../text/stage.ts';
import { dayText, withReadableTimes } from '../text/time.ts';
import styles from './stage-section.module.css';

/** The stage that the account is at, and beside it the others: every rule, whether it holds, and by which numbers. */
export function StageSection({ account }: { readonly account: AccountView }) {
  const { stage, since, tally } = account.stage;
  return (
    <Section
      title={`Stage: ${stageText(stage)}`}
      aside={
        <span className={styles.quiet}>
          {readinessText(stage)}
          {since !== null && (
            <>
              , since <time dateTime={since}>{dayText(since, account.timeZone)}</time>
            </>
          )}
        </span>
      }
    >
      <ol className={styles.stages}>
        {tally.map((each) => (
          <StageColumn key={each.stage} tally={each} account={account} />
        ))}
      </ol>
    </Section>
  );
}

function StageColumn({ tally, account }: { readonly tally: StageTally; readonly account: AccountView }) {
  const { stage, reasons } = account.stage;
  return (
    <li className={styles.stage} aria-current={tally.stage === stage ? 'step' : undefined}>
      <h3 className={styles.name}>
        <StageStair stage={tally.stage} />
        {stageText(tally.stage)}
      </h3>
      <p className={styles.quiet}>{tallyText(tally)}</p>
      <ul>
        {reasons
          .filter((reason) => reason.stage === tally.stage)
          .map((reason) => (
            <Rule key={reason.rule} reason={reason} timeZone={account.timeZone} />
          ))}
      </ul>
    </li>
  );
}

function Rule({ reason, timeZone }: { readonly reason: StageReason; readonly timeZone: string }) {
  return (
    <li className={styles.rule} data-holds={reason.holds}>
      <svg
        viewBox="0 0 12 12"
        width="12"
        height="12"
        role="img"
        aria-label={reason.holds ? 'Holds:' : 'Does not hold:'}
      >
        <path d={reason.holds ? 'M2.5 6.5 5 9l4.5-5.5' : 'M3.5 6h5'} />
      </svg>
      <span>
        {ruleText(reason.rule)}
        <span className={styles.detail}>{withReadableTimes(reason.detail, timeZone)}</span>
      </span>
    </li>
  );
}

/** "2 of 4 hold, 2 are needed"; the lowest stage asks for nothing. */
function tallyText({ held, needed, rules }: StageTally): string {
  if (needed === 0) return 'Where every account begins';
  return `${countText(held)} of ${countText(rules)} hold, ${countText(needed)} ${needed === 1 ? 'is' : 'are'} needed`;
}
