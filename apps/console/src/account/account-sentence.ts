import type { AccountView } from '../api/account-view.ts';
import type { MeterUsageView, UsageView } from '../api/usage-view.ts';
import { fullestMeter } from '../accounts/fullest-meter.ts';
import { countText, inSentence } from '../text/number.ts';
import { nearDayText } from '../text/time.ts';

/** How much room an account has, in one sentence about its fullest meter. `pace` is that meter's use, once it is known. */
export function accountSentence(account: AccountView, pace: MeterUsageView | undefined): string {
  const fullest = fullestMeter(account.usage);
  const { name, timeZone, subscription } = account;
  if (fullest === null) return `${name} is on ${subscription.planName}, where nothing it uses is limited.`;
  return `${name} ${roomText(fullest.usage, { pace, timeZone })}.`;
}

interface Surroundings {
  readonly pace: MeterUsageView | undefined;
  readonly timeZone: string;
}

function roomText(usage: UsageView, surroundings: Surroundings): string {
  const { used, limit, remaining, state, resetsAt, graceEndsAt } = usage;
  const day = (at: string) => nearDayText(at, surroundings.timeZone);
  const what = inSentence(usage.name);
  const has = `has used ${countText(used)} of ${countText(limit ?? 0)} ${what}`;
  if (state === 'blocked') return `${has} and can use no more${resetsAt === null ? '' : ` until ${day(resetsAt)}`}`;
  if (state === 'grace') return `${has} and is in grace${graceEndsAt === null ? '' : ` until ${day(graceEndsAt)}`}`;
  if (remaining === 0) return `has used all of its ${countText(limit ?? 0)} ${what}; the next one is in grace`;
  return `${has}${paceText(usage, surroundings)}`;
}

/** What the pace of this period leads to, as the rest of a sentence. An end after the reset is no end. */
function paceText({ resetsAt }: UsageView, { pace, timeZone }: Surroundings): string {
  if (pace === undefined) return '';
  const full = pace.projectedFullAt;
  const runsOut = full !== null && (resetsAt === null || Date.parse(full) < Date.parse(resetsAt));
  if (runsOut) return `; at this pace it runs out on ${nearDayText(full, timeZone)}`;
  return resetsAt === null
    ? ''
    : `; at this pace that lasts until it starts again on ${nearDayText(resetsAt, timeZone)}`;
}
