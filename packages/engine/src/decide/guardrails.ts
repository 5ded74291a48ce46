import type { Catalog } from '../catalog/catalog.ts';
import { minuteOfDay } from '../kernel/calendar.ts';
import { DAY_MS, type Instant, later, toIso } from '../kernel/instant.ts';
import { type Account, contactOf, type Touch } from '../observe/account.ts';
import { holdsSlot, isDueAgain, isReturning, isSameSession, type Visit } from './touches.ts';
import { pass, refuse, type Rule, type Verdict } from './trace.ts';

/**
 * What rations the touches that we start, in the order in which they are asked. What a user walks into is answered whatever these say
 * (X3). `resumed`: the touch that would be answered again, which does not stand in its own way; nor does what the user put off until now.
 */
export function guardrails(
  catalog: Catalog,
  account: Account,
  visit: Visit,
  { play, resumed }: { readonly play: string; readonly resumed: Touch | null },
): readonly Rule[] {
  const returns = isReturning(account, play, visit);
  const isItsOwn = (touch: Touch): boolean =>
    touch === resumed || (returns && touch.play === play && isDueAgain(touch, visit));
  const spent = account.touches.filter((touch) => !touch.reactive && holdsSlot(touch, visit.at) && !isItsOwn(touch));
  return [
    ['guardrail.paused', () => askPause(catalog)],
    ['guardrail.session', () => askSession(catalog, spent, visit)],
    ['guardrail.account', () => askAccount(catalog, spent, visit.at)],
    ['guardrail.cool-off', () => askCoolOff(catalog, account, play, visit.at)],
    ['guardrail.snooze', () => askSnooze(account, visit)],
    ['guardrail.quiet-hours', () => askQuietHours(catalog, account, visit.at)],
    ['guardrail.owner', () => askOwner(account)],
  ];
}

function askPause({ guardrails: { paused } }: Catalog): Verdict {
  return paused ? refuse('proactive moments are paused for everyone') : pass('not paused');
}

/** S2.59: at most one prompt per session. */
function askSession({ guardrails: { perSession } }: Catalog, spent: readonly Touch[], visit: Visit): Verdict {
  const count = spent.filter((touch) => isSameSession(touch, visit)).length;
  return count < perSession
    ? pass(`${count} of ${perSession} in this session`)
    : refuse(`${count} of ${perSession} in this session already`);
}

/** S3.32: at most one proactive touch per account and month, over all users and channels. */
function askAccount({ guardrails: { perAccountDays } }: Catalog, spent: readonly Touch[], at: Instant): Verdict {
  const last = spent.findLast((touch) => at < later(touch.offeredAt, perAccountDays * DAY_MS));
  return last === undefined
    ? pass(`none in the last ${perAccountDays} days`)
    : refuse(
        `one on ${toIso(last.offeredAt)}; the next may come on ${toIso(later(last.offeredAt, perAccountDays * DAY_MS))}`,
      );
}

/** "Not now" quiets everything for a while; a refusal with its reason quiets the play that was refused for longer. */
function askCoolOff({ guardrails: limits }: Catalog, { touches }: Account, play: string, at: Instant): Verdict {
  const isWithin = (touch: Touch, days: number): boolean =>
    touch.step === 'dismissed' && at < later(touch.changedAt, days * DAY_MS);
  const any = touches.findLast((touch) => isWithin(touch, limits.coolOffDays));
  if (any !== undefined)
    return refuse(
      `"not now" on ${toIso(any.changedAt)}; quiet until ${toIso(later(any.changedAt, limits.coolOffDays * DAY_MS))}`,
    );
  const same = touches.findLast(
    (touch) => touch.play === play && touch.reason !== undefined && isWithin(touch, limits.refusalDays),
  );
  if (same !== undefined)
    return refuse(
      `refused on ${toIso(same.changedAt)} (${same.reason}); it may come again on ${toIso(later(same.changedAt, limits.refusalDays * DAY_MS))}`,
    );
  return pass(`no "not now" in the last ${limits.coolOffDays} days`);
}

/** "Later" is taken at its word, for the one who said it. */
function askSnooze({ touches }: Account, { user, at }: Visit): Verdict {
  const snoozed = touches.findLast((touch) => touch.user === user && at < (touch.snoozedUntil ?? 0));
  return snoozed?.snoozedUntil === undefined
    ? pass('nobody said "later"')
    : refuse(`"later" was asked for, until ${toIso(snoozed.snoozedUntil)}`);
}

/** No touch begins at night, by the account's own clock. */
function askQuietHours({ guardrails: { quietHours } }: Catalog, { timeZone }: Account, at: Instant): Verdict {
  if (quietHours === null) return pass('no quiet hours');
  const [from, to] = [minuteOf(quietHours.from), minuteOf(quietHours.to)];
  const now = minuteOfDay(at, timeZone);
  const isQuiet = from <= to ? now >= from && now < to : now >= from || now < to;
  const hours = `${quietHours.from} to ${quietHours.to} in ${timeZone}`;
  return isQuiet ? refuse(`it is quiet from ${hours}`) : pass(`not within ${hours}`);
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** An account that somebody works on gets no self-serve prompt beside (S2.66: one owner). */
function askOwner(account: Account): Verdict {
  const contact = contactOf(account);
  return contact === null ? pass('nobody works on the account') : refuse(`${contact} works on the account`);
}
