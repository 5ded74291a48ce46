import type { OutcomeTable } from '@kairos/engine';
import { sql } from 'kysely';
import type { Trx } from '../store/database.ts';

/** A step down within six months of an upgrade says that it was regretted (S2.62, S2.65). */
const REGRET_MS = 183 * 24 * 3600 * 1000;

/**
 * What became of each play's offers so far in an environment, by which offers of the same urgency are ranked. Read when a config is
 * compiled, and every day anew: it orders offers, so being some hours old does no harm.
 */
export async function playOutcomes(trx: Trx, environment: string): Promise<OutcomeTable> {
  const { rows } = await sql<{ play: string; shown: number; converted: number; regretted: number }>`
    select play,
      (count(*) filter (where shown_at is not null))::int as shown,
      (count(*) filter (where converted_at is not null))::int as converted,
      (count(*) filter (where converted_at is not null and exists (
        select from upgrades
        where upgrades.environment = moments.environment and upgrades.bucket = moments.bucket
          and upgrades.account = moments.account and upgrades.mrr_delta < 0
          and upgrades.at > moments.converted_at and upgrades.at <= moments.converted_at + ${REGRET_MS}::bigint
      )))::int as regretted
    from moments where environment = ${environment} and step <> 'held-out'
    group by play`.execute(trx);
  return Object.fromEntries(rows.map(({ play, ...outcomes }) => [play, outcomes]));
}
