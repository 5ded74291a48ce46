import type { AccountView } from '../api/account-view.ts';
import { Section } from '../parts/section.tsx';
import { countOf, countText } from '../text/number.ts';
import { DueInstead } from './due-instead.tsx';
import { QualificationList } from './qualification-list.tsx';
import { ReadinessBars } from './readiness-bars.tsx';
import styles from './readiness-section.module.css';

/** How ready the account is, as a number and what it is made of; whether it may be offered anything; and what is due where it may not. */
export function ReadinessSection({ account }: { readonly account: AccountView }) {
  const { readiness, qualification, interventions, timeZone } = account;
  const failing = qualification.filter(({ pass }) => !pass).length;
  return (
    <Section
      title={`Readiness: ${countText(readiness.score)} of 100`}
      aside={
        <span className={styles.quiet}>
          {readiness.qualified
            ? `May be offered more: it passes all ${countOf(qualification.length, 'rule')}`
            : `No offer: it fails ${countText(failing)} of ${countOf(qualification.length, 'rule')}`}
        </span>
      }
    >
      {interventions.length > 0 && <DueInstead interventions={interventions} timeZone={timeZone} />}
      <div className={styles.columns}>
        <ReadinessBars readiness={readiness} timeZone={timeZone} />
        <QualificationList rules={qualification} timeZone={timeZone} />
      </div>
    </Section>
  );
}
