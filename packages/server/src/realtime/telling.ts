import { type Account, activeSignals, type Moment, type MomentStep, quote, refreshMoment } from '@kairos/engine';
import { snapshotView } from '../accounts/views.ts';
import type { UserClaims } from '../auth/user-token.ts';
import { readAccountOrNew } from '../log/load-accounts.ts';
import { momentsOf, presented } from '../moments/moment-store.ts';
import type { WorkContext } from '../services.ts';
import type { Trx } from '../store/database.ts';
import type { MomentTable } from '../store/schema.ts';
import type { Snapshot } from '../wire/snapshot.ts';
import type { Told } from './changes.ts';

/** So many of an account's latest moments are looked at. */
const RECENT = 50;

/** Everything that one user's browser may know, as it is now. */
export async function tellingOf(trx: Trx, context: WorkContext, claims: UserClaims): Promise<Told> {
  const account = await readAccountOrNew(trx, context.environment, claims.account, context.now);
  const rows = await momentsOf(trx, context.environment, claims.account, { limit: RECENT });
  return {
    snapshot: draw(context, account, claims, rows),
    signals: activeSignals(account, context.now),
    // What was held out is nobody's business in a browser.
    steps: Object.fromEntries(
      rows.flatMap((row): [string, MomentStep][] => (row.step === 'held-out' ? [] : [[row.id, row.step]])),
    ),
  };
}

export async function snapshotOf(trx: Trx, context: WorkContext, claims: UserClaims): Promise<Snapshot> {
  return (await tellingOf(trx, context, claims)).snapshot;
}

/** The steps of a moment that somebody may still act on. */
const WAITING: ReadonlySet<MomentStep> = new Set(['offered', 'shown', 'clicked', 'checkout-started']);

function draw(context: WorkContext, account: Account, claims: UserClaims, rows: readonly MomentTable[]): Snapshot {
  const waiting = rows.filter((row) => row.user_id === claims.user && WAITING.has(row.step));
  return snapshotView(context.program, account, {
    user: claims.user,
    role: claims.role,
    moments: waiting
      .map(presented)
      .filter((moment) => moment.channel === 'in-app' && moment.expiresAt > context.now)
      .filter((moment) => isStillMore(context, account, moment))
      .map((moment) => refreshMoment(context.program, account, moment, { user: claims.user, at: context.now })),
    now: context.now,
  });
}

/** What was offered before the account moved there by another way is no offer any more. */
function isStillMore({ program, now }: WorkContext, account: Account, { offer }: Moment): boolean {
  const quoted = quote(program, account.subscription, offer.change, now);
  return quoted.ok && quoted.quote.effectiveAt <= now;
}
