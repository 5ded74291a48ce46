import type { Instant, MomentFact, MomentStep, Program } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import { appendFacts } from '../log/append-facts.ts';
import { lockAccounts } from '../log/load-accounts.ts';
import type { Trx } from '../store/database.ts';
import { findMoment, noteStep, type TakenStep } from './moment-store.ts';

export interface StepTold {
  readonly moment: string;
  readonly step: TakenStep;
  readonly account: string | null;
  /** Why it was refused. */
  readonly reason?: string;
  /** Until when it was put off. */
  readonly until?: Instant;
}

/**
 * Notes that a moment was shown, clicked, dismissed and so on. The same step told twice changes nothing. `account` narrows it to that
 * account's own moments: another's is not found. Answers the step that the moment is at now.
 */
export async function takeStep(
  trx: Trx,
  context: { readonly environment: string; readonly program: Program; readonly now: Instant },
  { moment, step, account, reason, until }: StepTold,
): Promise<{ readonly id: string; readonly step: MomentStep }> {
  const row = await findMoment(trx, context.environment, moment, account);
  if (row === null) throw new KairosError('not-found', `no moment "${moment}" in this environment`);
  const locked = await lockAccounts(trx, context.environment, [row.account], context.now);
  const fact: MomentFact = {
    kind: 'moment',
    // It may be put off again; any other step is taken once.
    id: until === undefined ? `${moment}:${step}` : `${moment}:${step}:${until}`,
    at: context.now,
    moment,
    step,
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
  };
  const { accounts } = await appendFacts(trx, context, locked, new Map([[row.account, [fact]]]));
  const touch = accounts.get(row.account)?.account.touches.find((each) => each.moment === moment);
  const now = touch?.step ?? row.step;
  await noteStep(trx, context.environment, { account: row.account, moment, step, now, at: context.now });
  return { id: moment, step: now };
}
