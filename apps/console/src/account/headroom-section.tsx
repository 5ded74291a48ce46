import './kairos-headroom.ts';
import type { AccountView } from '../api/account-view.ts';
import type { MeterUsageView, UsageView } from '../api/usage-view.ts';
import { StateWord } from '../parts/glyphs.tsx';
import { Pending } from '../parts/pending.tsx';
import { Section } from '../parts/section.tsx';
import { countText, inSentence } from '../text/number.ts';
import { nearDayText } from '../text/time.ts';
import styles from './headroom-section.module.css';

interface HeadroomSectionProps {
  readonly account: AccountView;
  readonly paces: readonly MeterUsageView[];
}

/** How much room is left under each limit, and when it ends. */
export function HeadroomSection({ account, paces }: HeadroomSectionProps) {
  const meters = Object.entries(account.usage);
  const limited = meters.filter(([, usage]) => usage.limit !== null);
  const unlimited = meters.filter(([, usage]) => usage.limit === null);
  return (
    <Section title="Headroom">
      <div className={styles.meters}>
        {limited.map(([meter, usage]) => (
          <Headroom
            key={meter}
            usage={usage}
            pace={paces.find((pace) => pace.meter === meter)}
            timeZone={account.timeZone}
          />
        ))}
      </div>
      {unlimited.length > 0 && (
        <p className={styles.unlimited}>
          Not limited on {account.subscription.planName}:{' '}
          {unlimited.map(([, { name, used }]) => `${name} (${countText(used)} used)`).join(', ')}.
        </p>
      )}
    </Section>
  );
}

interface HeadroomProps {
  readonly usage: UsageView;
  readonly pace: MeterUsageView | undefined;
  readonly timeZone: string;
}

function Headroom({ usage, pace, timeZone }: HeadroomProps) {
  return (
    <div className={styles.meter}>
      <div className={styles.head}>
        <h3>{usage.name}</h3>
        <StateWord state={usage.state} />
        <span className={styles.reset}>
          {usage.resetsAt === null ? 'never starts again' : `starts again on ${nearDayText(usage.resetsAt, timeZone)}`}
        </span>
      </div>
      {pace === undefined ? (
        <Pending height={200} what={inSentence(usage.name)} />
      ) : (
        <kairos-headroom data={pace} time-zone={timeZone} />
      )}
    </div>
  );
}
