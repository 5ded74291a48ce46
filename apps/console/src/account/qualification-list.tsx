import type { QualificationRule } from '../api/readiness-view.ts';
import { qualificationText } from '../text/readiness.ts';
import { withReadableTimes } from '../text/time.ts';
import styles from './qualification-list.module.css';

interface QualificationListProps {
  readonly rules: readonly QualificationRule[];
  readonly timeZone: string;
}

/** Every rule that an account must pass before it is offered anything, and the sentence by which it does or does not. */
export function QualificationList({ rules, timeZone }: QualificationListProps) {
  return (
    <div>
      <h3 className={styles.head}>What it must be before an offer</h3>
      <ul>
        {rules.map((rule) => (
          <Rule key={rule.rule} rule={rule} timeZone={timeZone} />
        ))}
      </ul>
    </div>
  );
}

function Rule({
  rule: { rule, pass, detail },
  timeZone,
}: {
  readonly rule: QualificationRule;
  readonly timeZone: string;
}) {
  return (
    <li className={styles.rule} data-pass={pass}>
      <svg viewBox="0 0 12 12" width="12" height="12" role="img" aria-label={pass ? 'Passes:' : 'Fails:'}>
        <path d={pass ? 'M2.5 6.5 5 9l4.5-5.5' : 'M3 3l6 6M9 3 3 9'} />
      </svg>
      <span>{qualificationText(rule)}</span>
      <span className={styles.detail}>{withReadableTimes(detail, timeZone)}</span>
    </li>
  );
}
