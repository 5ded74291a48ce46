import { type Account, activeSignals, type Moment, type MomentStep, planOf, refreshMoment } from '@kairos/engine';
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
  const rows = await momentsOf(trx, context.environment, claims.account, RECENT);
  return {
    snapshot: draw(context, account, claims, rows),
    signals: activeSignals(account, context.now),
    steps: Object.fromEntries(rows.map((row): [string, MomentStep] => [row.id, row.step])),
  };
}

export async function snapshotOf(trx: Trx, context: WorkContext, claims: UserClaims): Promise<Snapshot> {
  return (await tellingOf(trx, context, claims)).snapshot;
}

function draw(context: WorkContext, account: Account, claims: UserClaims, rows: readonly MomentTable[]): Snapshot {
  const waiting = rows.filter(
    (row) => row.user_id === claims.user && row.step !== 'converted' && row.step !== 'dismissed',
  );
  return snapshotView(context.program, account, {
    user: claims.user,
    role: claims.role,
    moments: waiting
      .map(presented)
      .filter((moment) => moment.expiresAt > context.now && isStillAStepUp(context, account, moment))
      .map((moment) => refreshMoment(context.program, account, moment, { user: claims.user, at: context.now })),
    now: context.now,
  });
}

/** What was offered before the account moved there by another way is no offer any more. */
function isStillAStepUp({ program }: WorkContext, account: Account, moment: Moment): boolean {
  const to = program.catalog.planById.get(moment.offer.to);
  return to !== undefined && to.rank > planOf(program.catalog, account).rank;
}
