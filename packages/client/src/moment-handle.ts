import type { Answer } from './answer.ts';
import type { ToldStep } from './moments.ts';
import type { StepView } from './wire.ts';

const DAY_MS = 86_400_000;

/** Until when a moment is put off: an instant (an ISO 8601 text is one too), or so many days from now; at most a year ahead. */
export type Later = { readonly until: Date | string } | { readonly days: number };

/** Tells the server what became of a moment. Every step may be told twice; it counts once. */
export interface MomentHandle {
  shown(): Promise<Answer<StepView>>;
  clicked(): Promise<Answer<StepView>>;
  /** "Not now": the moment goes at once, here and in the other tabs. With a reason it stays away for longer. */
  dismissed(said?: { readonly reason?: string }): Promise<Answer<StepView>>;
  /** "Later": it goes at once, and comes again then. */
  snoozed(later: Later): Promise<Answer<StepView>>;
  checkoutStarted(): Promise<Answer<StepView>>;
}

/** The handle of a moment whose steps `tell` passes on. */
export function momentHandle(
  tell: (step: () => ToldStep) => Promise<Answer<StepView>>,
  now: () => number,
): MomentHandle {
  return {
    shown: () => tell(() => ({ step: 'shown' })),
    clicked: () => tell(() => ({ step: 'clicked' })),
    dismissed: ({ reason } = {}) => tell(() => ({ step: 'dismissed', ...(reason === undefined ? {} : { reason }) })),
    snoozed: (later) => tell(() => ({ step: 'snoozed', until: instantOf(later, now()) })),
    checkoutStarted: () => tell(() => ({ step: 'checkout-started' })),
  };
}

function instantOf(later: Later, now: number): Date {
  const until = new Date('days' in later ? now + later.days * DAY_MS : later.until);
  if (Number.isNaN(until.getTime())) throw new RangeError('snoozed() needs { until } as an instant, or { days }');
  return until;
}
