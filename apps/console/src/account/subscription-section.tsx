import type { ReactNode } from 'react';
import type { AccountView } from '../api/account-view.ts';
import { Section } from '../parts/section.tsx';
import { moneyText } from '../text/money.ts';
import { countText } from '../text/number.ts';
import { dayText } from '../text/time.ts';
import styles from './facts.module.css';

/** What the account has bought. */
export function SubscriptionSection({ account }: { readonly account: AccountView }) {
  const { subscription, currency, timeZone, since } = account;
  const { planName, interval, seats, startedAt, renewsAt, billedBy, pending, monthlyAmount } = subscription;
  return (
    <Section title="Subscription">
      <dl className={styles.facts}>
        <Fact name="Plan">{planName}</Fact>
        <Fact name="Price">
          {moneyText(monthlyAmount, currency)} a month{interval === 'year' && ', paid by the year'}
        </Fact>
        {seats !== null && <Fact name="Seats">{countText(seats)}</Fact>}
        {startedAt !== null && <Fact name="Started">{dayText(startedAt, timeZone)}</Fact>}
        {renewsAt !== null && <Fact name="Renews">{dayText(renewsAt, timeZone)}</Fact>}
        {pending !== null && (
          <Fact name="Then">
            {pending.plan}, from {dayText(pending.at, timeZone)}
          </Fact>
        )}
        <Fact name="Billed by">{billedBy === 'kairos' ? 'Kairos' : billedBy}</Fact>
        <Fact name="First seen">{dayText(since, timeZone)}</Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
