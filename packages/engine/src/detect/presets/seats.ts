import { KNOWN_EVENTS } from '../../catalog/known-events.ts';
import { DAY_MS, type Instant, later } from '../../kernel/instant.ts';
import type { Evidence, Signal } from '../../observe/account.ts';
import { usedAt } from '../../observe/meter.ts';
import type { Detector, Finding, Sight } from '../detector.ts';
import { earliest } from './usage.ts';

/**
 * Signals of seats running out (X9): the invitation or the member that fills the last one is a notice, what goes beyond is critical. Each
 * is told once for the same number of seats: people who leave and come back tell nothing new until that number changes.
 */

/** S1.34, S3.7: every seat is taken, or will be by whoever was just invited. */
export const seatsAtLimit: Detector<'seats.at_limit'> = {
  reads: ['members', 'organisation', 'subscription'],
  find: (sight, { params }) =>
    seats(sight).flatMap(({ meter, limit, used }) => {
      if (limit > 0 && used >= limit) return [finding(meter, { used, limit })];
      const isInvited = used === limit - 1 && invitedSeat(sight, params.expiresDays) >= limit;
      return isInvited ? [finding(meter, { used, limit, ...invitation(sight) })] : [];
    }),
  next: (sight, { params }) => invitationEnds(sight, params.expiresDays),
  remembers: isSameSize,
};

/** S1.9, S1.41: somebody was invited beyond the seats, or there are more members than seats. */
export const seatsExceeded: Detector<'seats.exceeded'> = {
  reads: ['members', 'organisation', 'subscription'],
  find: (sight, { params }) =>
    seats(sight).flatMap(({ meter, limit, used }) => {
      if (used > limit) return [finding(meter, { used, limit })];
      const isInvited = used === limit && invitedSeat(sight, params.expiresDays) > limit;
      return isInvited ? [finding(meter, { used, limit, ...invitation(sight) })] : [];
    }),
  next: (sight, { params }) => invitationEnds(sight, params.expiresDays),
  remembers: isSameSize,
};

/** S1.42: a team on a plan made for one. */
export const teamOnIndividualPlan: Detector<'team.on_individual_plan'> = {
  reads: ['members', 'subscription'],
  find: ({ account, plan }, { params }) => {
    const members = Object.keys(account.members).length;
    if (!plan.isIndividual || members < params.members) return [];
    return [
      {
        subject: null,
        episode: plan.id,
        evidence: { members, plan: plan.id },
        expiresAt: null,
      },
    ];
  },
};

interface Seats {
  readonly meter: string;
  readonly limit: number;
  readonly used: number;
}

function seats(sight: Sight): readonly Seats[] {
  return sight.limits
    .filter(({ meter }) => meter.aggregate === 'members')
    .map(({ meter, limit }) => ({ meter: meter.id, limit, used: usedAt(meter, sight.account, sight.at) }));
}

/** S0.2: what was being done when the seats ran out. */
function invitation({ catalog }: Sight): { readonly attempted: string } {
  return { attempted: catalog.config.events.inviteSent ?? KNOWN_EVENTS.inviteSent[0] };
}

function finding(meter: string, evidence: Evidence & { readonly limit: number }): Finding {
  return { subject: meter, episode: String(evidence.limit), evidence, expiresAt: null };
}

/** The seat that the latest invitation would fill; 0 where there was none, or nobody came for it in so many days. */
function invitedSeat({ account, at }: Sight, expiresDays: number): number {
  const { invitation } = account.organisation;
  return invitation !== null && at < later(invitation.at, expiresDays * DAY_MS) ? invitation.seat : 0;
}

function invitationEnds({ account, at }: Sight, expiresDays: number): Instant | null {
  const { invitation } = account.organisation;
  return invitation === null ? null : earliest([later(invitation.at, expiresDays * DAY_MS)], at);
}

function isSameSize(sight: Sight, { subject, evidence }: Signal): boolean {
  return seats(sight).some(({ meter, limit }) => meter === subject && limit === evidence['limit']);
}
