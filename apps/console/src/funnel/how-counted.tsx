import type { FunnelReport } from '../api/funnel-report.ts';
import { countOf, countText, percentText } from '../text/number.ts';
import { moneyText } from '../text/money.ts';
import { hoursText } from '../text/time.ts';
import styles from './how-counted.module.css';

/** What each figure means and how it came out here (S0.29-S0.32). */
export function HowCounted({ report }: { readonly report: FunnelReport }) {
  const { totals, currency } = report;
  const count = { shown: countText(totals.shown), converted: countText(totals.converted) };
  return (
    <details className={styles.how}>
      <summary>How this is counted</summary>
      <dl className={styles.terms}>
        <Term
          name="Eligible"
          means="a moment was decided: one offer that fits one user, whether or not it was then shown"
          here={countOf(totals.eligible, 'moment')}
        />
        <Term
          name="Impression rate"
          means="shown ÷ eligible"
          here={`${count.shown} ÷ ${countText(totals.eligible)} = ${percentText(totals.impressionRate)}`}
        />
        <Term
          name="Click-through"
          means="clicked ÷ shown; the first measure of how well a moment is made"
          here={`${countText(totals.clicked)} ÷ ${count.shown} = ${percentText(totals.clickRate)}`}
        />
        <Term
          name="Conversion"
          means="shown and then upgraded, to the end of the checkout ÷ shown"
          here={`${count.converted} ÷ ${count.shown} = ${percentText(totals.conversionRate)}`}
        />
        <Term
          name="Added MRR per upgrade"
          means="monthly recurring revenue added ÷ upgrades"
          here={
            totals.revenuePerConversion === null
              ? 'no upgrades yet'
              : `${moneyText(totals.revenue, currency)} ÷ ${count.converted} = ${moneyText(totals.revenuePerConversion, currency)}`
          }
        />
        <Term
          name="Time to upgrade"
          means="median time from the offer to the upgrade"
          here={`${hoursText(totals.medianHoursToConvert)}, ${countOf(totals.converted, 'upgrade')}`}
        />
      </dl>
    </details>
  );
}

interface TermProps {
  readonly name: string;
  readonly means: string;
  readonly here: string;
}

function Term({ name, means, here }: TermProps) {
  return (
    <div className={styles.term}>
      <dt>{name}</dt>
      <dd>{means}</dd>
      <dd className={styles.here}>{here}</dd>
    </div>
  );
}
