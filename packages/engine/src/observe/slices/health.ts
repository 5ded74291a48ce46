import { putBounded } from '../../kernel/bounded.ts';
import type { Instant } from '../../kernel/instant.ts';

/** What speaks against asking for more (S2.19, S3.34). */
export interface Health {
  /** Open tickets, and since when. */
  readonly tickets: Readonly<Record<string, Instant>>;
  readonly complaintAt: Instant | null;
  readonly paymentFailedAt: Instant | null;
  /** When it last moved down the ladder, unless it moved up since. */
  readonly downgradedAt: Instant | null;
}

export const HEALTHY: Health = {
  tickets: {},
  complaintAt: null,
  paymentFailedAt: null,
  downgradedAt: null,
};

const MAX_TICKETS = 30;

export function openTicket(health: Health, ticket: string, at: Instant): Health {
  return {
    ...health,
    tickets: putBounded(health.tickets, ticket, at, MAX_TICKETS),
  };
}

export function resolveTicket(health: Health, ticket: string): Health {
  const open = Object.entries(health.tickets).filter(([each]) => each !== ticket);
  return { ...health, tickets: Object.fromEntries(open) };
}
