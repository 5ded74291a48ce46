import { type Instant, later, MINUTE_MS } from '../kernel/instant.ts';
import type { Account, Touch } from '../observe/account.ts';

/** Who came, and when. */
export interface Visit {
  readonly user: string;
  readonly session: string | null;
  readonly at: Instant;
}

/** How long an offer that was answered but not yet shown keeps its slot; after that, silence has released it. */
const RESERVATION_MS = 10 * MINUTE_MS;

/** Without a session's name, a user's session is what happened within half an hour, the usual web-analytics cut. */
const UNNAMED_SESSION_MS = 30 * MINUTE_MS;

/**
 * The offer that comes again when it is asked for again: one that this session was answered and that has been neither shown nor
 * refused, or one that this user put off until now.
 */
export function resumableTouch({ touches }: Account, visit: Visit): Touch | null {
  return (
    touches.findLast(
      (touch) =>
        !touch.reactive &&
        ((touch.step === 'offered' && holdsSlot(touch, visit.at) && isSameSession(touch, visit)) ||
          isPutOffUntil(touch, visit)),
    ) ?? null
  );
}

/** Whether an interruptive answer was already given in this session: from then on walls are answered inline (X3). */
export function hadModal({ touches }: Account, visit: Visit): boolean {
  return touches.some((touch) => touch.reactive && isSameSession(touch, visit));
}

/** Whether a touch counts against the rations: all do but one that was answered and then never shown. */
export function holdsSlot(touch: Touch, at: Instant): boolean {
  return touch.step !== 'offered' || touch.channel !== undefined || at < later(touch.offeredAt, RESERVATION_MS);
}

export function isSameSession(touch: Touch, visit: Visit): boolean {
  if (touch.user !== visit.user) return false;
  if (visit.session !== null || touch.session !== null) return touch.session === visit.session;
  return visit.at < later(touch.changedAt, UNNAMED_SESSION_MS);
}

function isPutOffUntil({ step, user, snoozedUntil }: Touch, visit: Visit): boolean {
  return step === 'snoozed' && user === visit.user && visit.at >= (snoozedUntil ?? visit.at);
}
