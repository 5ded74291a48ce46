import type { AccountRow, Page } from '../api/account-view.ts';
import { countOf, countText } from '../text/number.ts';
import { fullestMeter } from './fullest-meter.ts';

/** The page of the list in one sentence: how many, and how many of them are close to a limit or beyond it. */
export function accountsSentence(
  page: Page<AccountRow>,
  { q, cursor }: { readonly q?: string; readonly cursor?: string },
): string {
  const total = page.data.length;
  if (total === 0)
    return q === undefined ? 'No account has sent anything yet.' : `No account is called anything like “${q}”.`;
  const isPart = page.next !== null || cursor !== undefined;
  const which = q === undefined ? '' : ` like “${q}”`;
  const subject = isPart
    ? `Of the ${countOf(total, 'account')}${which} on this page`
    : `Of ${countOf(total, 'account')}${which}`;
  return `${subject}, ${roomText(page.data)}.`;
}

function roomText(accounts: readonly AccountRow[]): string {
  const states = accounts.map((account) => fullestMeter(account.usage)?.usage.state ?? 'ok');
  const beyond = states.filter((state) => state === 'grace' || state === 'blocked').length;
  const close = states.filter((state) => state === 'warning' || state === 'critical').length;
  if (beyond === 0 && close === 0) return 'none is close to a limit';
  if (beyond === 0) return `${countText(close)} ${are(close)} close to a limit and none is beyond one`;
  if (close === 0) return `${countText(beyond)} ${are(beyond)} beyond a limit`;
  return `${countText(beyond)} ${are(beyond)} beyond a limit and ${countText(close)} ${are(close)} close to one`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
