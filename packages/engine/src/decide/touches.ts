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

/** The offer that is answered again, under its own id, when it is asked for again: neither shown nor refused yet, in this session. */
export function resumableTouch({ touches }: Account, visit: Visit): Touch | null {
  return (
    touches.findLast(
      (touch) =>
        !touch.reactive && touch.step === 'offered' && holdsSlot(touch, visit.at) && isSameSession(touch, visit),
    ) ?? null
  );
}

/** Whether a touch is one that this user put off, and that time has come. */
export function isDueAgain({ step, user, snoozedUntil }: Touch, visit: Visit): boolean {
  return step === 'snoozed' && user === visit.user && visit.at >= (snoozedUntil ?? visit.at);
}

/** Whether what this user put off of a play comes again now, as a moment of its own: once, so not if it did already. */
export function isReturning({ touches }: Account, play: string, visit: Visit): boolean {
  const last = touches.findLast(
    (touch) => !touch.reactive && touch.play === play && touch.user === visit.user && holdsSlot(touch, visit.at),
  );
  return last !== undefined && isDueAgain(last, visit);
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
