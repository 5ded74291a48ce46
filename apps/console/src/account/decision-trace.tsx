import type { DecisionView, PlayTrace, RuleTrace } from '../api/decision-view.ts';
import { withReadableTimes } from '../text/time.ts';
import styles from './decision-trace.module.css';

const RULE_WORD: Readonly<Record<RuleTrace['outcome'], string>> = {
  pass: 'Passed',
  fail: 'Failed',
  'not-reached': 'Not reached',
};

const RULE_SHAPE: Readonly<Record<RuleTrace['outcome'], string>> = {
  pass: 'M2.5 6.5 5 9l4.5-5.5',
  fail: 'M3 3l6 6M9 3 3 9',
  'not-reached': 'M4.5 6h3',
};

/** A decision's trace: each play in turn, each of its rules in the order they were asked with the sentence that decided it; what was not reached any more, on one line. */
export function DecisionTrace({ decision, timeZone }: { readonly decision: DecisionView; readonly timeZone: string }) {
  return (
    <div className={styles.trace}>
      {decision.trace.map((play) => (
        <Play key={play.play} play={play} timeZone={timeZone} />
      ))}
      <p className={styles.foot}>
        Config version {decision.version}, decision <code>{decision.id}</code>
      </p>
    </div>
  );
}

function Play({ play, timeZone }: { readonly play: PlayTrace; readonly timeZone: string }) {
  const notReached = play.rules.filter((rule) => rule.outcome === 'not-reached');
  return (
    <div>
      <h3 className={styles.play}>
        <code>{play.play}</code> {play.outcome}
      </h3>
      <ol>
        {play.rules.map(
          (rule) =>
            rule.outcome !== 'not-reached' && (
              <li key={rule.rule} className={styles.rule} data-outcome={rule.outcome}>
                <Mark outcome={rule.outcome} />
                <code>{rule.rule}</code>
                <span className={styles.detail}>{withReadableTimes(rule.detail, timeZone)}</span>
              </li>
            ),
        )}
        {notReached.length > 0 && (
          <li className={styles.rule} data-outcome="not-reached">
            <Mark outcome="not-reached" />
            <code className={styles.rest}>{notReached.map((rule) => rule.rule).join(', ')}</code>
          </li>
        )}
      </ol>
    </div>
  );
}

function Mark({ outcome }: { readonly outcome: RuleTrace['outcome'] }) {
  return (
    <span className={styles.mark}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={RULE_SHAPE[outcome]} />
      </svg>
      {RULE_WORD[outcome]}
    </span>
  );
}
