import type { FunnelCounts, FunnelReport } from '../api/funnel-report.ts';
import type { FunnelGrouping } from '../api/queries.ts';
import { countText, percentText, shareText } from '../text/number.ts';
import { moneyText } from '../text/money.ts';
import { hoursText } from '../text/time.ts';
import { rankByConversion } from './funnel-sentence.ts';
import styles from './funnel-table.module.css';

interface FunnelTableProps {
  readonly report: FunnelReport;
  readonly by: FunnelGrouping;
}

/** The funnel by play or by signal, the best conversion first; every rate with what it is a share of. */
export function FunnelTable({ report, by }: FunnelTableProps) {
  const { rows, totals, currency } = report;
  return (
    // It scrolls sideways on its own where it must, and what scrolls has to be reachable by keyboard.
    <div className={styles.scroll} role="region" aria-label={`The funnel by ${by}`} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>By {by}, ranked by conversion</caption>
        <thead>
          <tr>
            <Head name={by === 'play' ? 'Play' : 'Signal'} unit="" />
            <Head name="Eligible" unit="moments" />
            <Head name="Shown" unit="of eligible" />
            <Head name="Clicked" unit="of shown" />
            <Head name="Checkout started" unit="of clicked" />
            <Head name="Converted" unit="of shown" />
            <Head name="Not now" unit="of shown" />
            <Head name="Added MRR" unit={`${currency} a month`} />
            <Head name="Per upgrade" unit={`${currency} a month`} />
            <Head name="Time to upgrade" unit="median" />
          </tr>
        </thead>
        <tbody>
          {rankByConversion(rows).map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <code>{row.key}</code>
              </th>
              <Cells counts={row} currency={currency} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <Cells counts={totals} currency={currency} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Head({ name, unit }: { readonly name: string; readonly unit: string }) {
  return (
    <th scope="col">
      {name}
      <span className={styles.unit}>{unit}</span>
    </th>
  );
}

function Cells({ counts, currency }: { readonly counts: FunnelCounts; readonly currency: string }) {
  const { eligible, shown, clicked, checkoutStarted, converted, dismissed } = counts;
  return (
    <>
      <td>{countText(eligible)}</td>
      <Share count={shown} whole={eligible} rate={counts.impressionRate} />
      <Share count={clicked} whole={shown} rate={counts.clickRate} />
      <Share count={checkoutStarted} whole={clicked} rate={clicked === 0 ? null : checkoutStarted / clicked} />
      <Share count={converted} whole={shown} rate={counts.conversionRate} />
      <Share count={dismissed} whole={shown} rate={shown === 0 ? null : dismissed / shown} />
      <td>{moneyText(counts.revenue, currency)}</td>
      <td>{counts.revenuePerConversion === null ? '–' : moneyText(counts.revenuePerConversion, currency)}</td>
      <td>{hoursText(counts.medianHoursToConvert)}</td>
    </>
  );
}

function Share({
  count,
  whole,
  rate,
}: {
  readonly count: number;
  readonly whole: number;
  readonly rate: number | null;
}) {
  return (
    <td title={shareText(count, whole)}>
      {countText(count)}
      <span className={styles.share}>{rate === null ? '–' : `${percentText(rate)} of ${countText(whole)}`}</span>
    </td>
  );
}
