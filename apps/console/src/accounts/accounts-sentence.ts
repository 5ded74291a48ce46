import type { AccountRow, Page } from '../api/account-view.ts';
import type { Stage } from '../api/stage-view.ts';
import { countOf, countText, inSentence } from '../text/number.ts';
import { stageText } from '../text/stage.ts';
import { fullestMeter } from './fullest-meter.ts';

/** The page of the list in one sentence: how many, and how many of them are close to a limit or beyond it. */
export function accountsSentence(
  page: Page<AccountRow>,
  { q, stage, cursor }: { readonly q?: string; readonly stage?: Stage; readonly cursor?: string },
): string {
  const total = page.data.length;
  const at = stage === undefined ? '' : ` at ${inSentence(stageText(stage))}`;
  if (total === 0) {
    if (q !== undefined) return `No account${at} is called anything like “${q}”.`;
    return stage === undefined ? 'No account has sent anything yet.' : `No account is${at} now.`;
  }
  const isPart = page.next !== null || cursor !== undefined;
  const which = `${q === undefined ? '' : ` like “${q}”`}${at}`;
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
