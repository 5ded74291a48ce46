import type { Catalog } from '../catalog/catalog.ts';
import { DAY_MS, type Instant, later, MINUTE_MS, toIso } from '../kernel/instant.ts';
import type { Account, Touch } from '../observe/account.ts';
import { pass, refuse, type Verdict } from './trace.ts';

/** How long an offer that was answered but not yet shown keeps its slot; after that, silence has released it. */
const RESERVATION_MS = 10 * MINUTE_MS;

/** Without a session's name, a user's session is what happened within half an hour, the usual web-analytics cut. */
const UNNAMED_SESSION_MS = 30 * MINUTE_MS;

export interface Visit {
  readonly user: string;
  readonly session: string | null;
  readonly at: Instant;
}

/** What rations the touches that we start. What a user walks into is answered whatever these say (X3). */
export function guardrails(
  catalog: Catalog,
  account: Account,
  visit: Visit,
  resumed: Touch | null,
): {
  readonly paused: () => Verdict;
  readonly session: () => Verdict;
  readonly account: () => Verdict;
  readonly coolOff: () => Verdict;
} {
  const { perSession, perAccountDays, coolOffDays, paused } = catalog.guardrails;
  const spent = account.touches.filter((touch) => !touch.reactive && touch !== resumed && holdsSlot(touch, visit.at));
  return {
    paused: () => (paused ? refuse('proactive moments are paused for everyone') : pass('not paused')),
    // S2.59: at most one prompt per session.
    session: () => {
      const count = spent.filter((touch) => isSameSession(touch, visit)).length;
      return count < perSession
        ? pass(`${count} of ${perSession} in this session`)
        : refuse(`${count} of ${perSession} in this session already`);
    },
    // S3.32: at most one proactive touch per account and month, over all users and channels.
    account: () => {
      const last = spent.findLast((touch) => visit.at < later(touch.offeredAt, perAccountDays * DAY_MS));
      return last === undefined
        ? pass(`none in the last ${perAccountDays} days`)
        : refuse(
            `one on ${toIso(last.offeredAt)}; the next may come on ${toIso(later(last.offeredAt, perAccountDays * DAY_MS))}`,
          );
    },
    coolOff: () => {
      const refused = account.touches.findLast(
        (touch) => touch.step === 'dismissed' && visit.at < later(touch.changedAt, coolOffDays * DAY_MS),
      );
      return refused === undefined
        ? pass(`no "not now" in the last ${coolOffDays} days`)
        : refuse(
            `"not now" on ${toIso(refused.changedAt)}; quiet until ${toIso(later(refused.changedAt, coolOffDays * DAY_MS))}`,
          );
    },
  };
}

/** The offer that this session was already answered and that has been neither shown nor refused: asked again, it comes again. */
export function resumableTouch(account: Account, visit: Visit): Touch | null {
  return (
    account.touches.findLast(
      (touch) =>
        !touch.reactive && touch.step === 'offered' && holdsSlot(touch, visit.at) && isSameSession(touch, visit),
    ) ?? null
  );
}

/** Whether an interruptive answer was already given in this session: from then on walls are answered inline (X3). */
export function hadModal(account: Account, visit: Visit): boolean {
  return account.touches.some((touch) => touch.reactive && isSameSession(touch, visit));
}

function holdsSlot(touch: Touch, at: Instant): boolean {
  return touch.step !== 'offered' || at < later(touch.offeredAt, RESERVATION_MS);
}

function isSameSession(touch: Touch, visit: Visit): boolean {
  if (touch.user !== visit.user) return false;
  if (visit.session !== null || touch.session !== null) return touch.session === visit.session;
  return visit.at < later(touch.changedAt, UNNAMED_SESSION_MS);
}
