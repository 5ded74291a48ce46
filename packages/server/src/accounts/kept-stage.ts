import type { Instant, Stage } from '@kairos/engine';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';

/** The stage that is kept beside an account's state. */
export interface KeptStage {
  readonly stage: Stage;
  /** When it was first seen at it. */
  readonly since: Instant;
}

/** The stage that an account was last written with; null where none was. */
export async function keptStageOf(
  trx: Trx,
  { environment, account }: { readonly environment: string; readonly account: string },
): Promise<KeptStage | null> {
  const row = await trx
    .selectFrom('accounts')
    .select(['stage', 'stage_since'])
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .executeTakeFirst();
  if (row === undefined || row.stage === null || row.stage_since === null) return null;
  return { stage: row.stage, since: row.stage_since as Instant };
}
