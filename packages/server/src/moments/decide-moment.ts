import {
  compactTrace,
  memberOf,
  type DecideResult,
  decide,
  type Instant,
  type Program,
  type Trigger,
  tick,
} from '@kairos/engine';
import { newId } from '../ids.ts';
import { appendFacts } from '../log/append-facts.ts';
import { bucketOf } from '../log/bucket.ts';
import { lockAccounts } from '../log/load-accounts.ts';
import type { Trx } from '../store/database.ts';
import { insertMoment } from './moment-store.ts';

/** Who asks, and after what. */
export interface DecideQuestion {
  readonly account: string;
  readonly user: string;
  readonly role: string | null;
  /** Whether somebody whose role nobody said is taken for one who can't buy: in a browser, where they couldn't go through with it. */
  readonly mustHaveRole: boolean;
  readonly session: string | null;
  readonly placement: string | null;
  readonly trigger: Trigger | null;
}

const UNKNOWN_ROLE = 'unknown';

/**
 * Decides for one user, in one transaction: under the account's lock the engine judges, the slot of what it offers is reserved in the
 * account's log, and the decision is kept with its trace. Two who ask at once are answered one after the other, so both can't win.
 */
export async function decideMoment(
  trx: Trx,
  context: { readonly environment: string; readonly program: Program; readonly now: Instant },
  question: DecideQuestion,
): Promise<DecideResult> {
  const { environment, program, now } = context;
  const locked = await lockAccounts(trx, environment, [question.account], now);
  const stored = locked.get(question.account);
  if (stored === undefined) throw new TypeError('an account that was locked is there');
  const { account } = tick(program, stored, now);
  const decided = decide(program, account, {
    user: question.user,
    role: question.role ?? memberOf(account, question.user)?.role ?? (question.mustHaveRole ? UNKNOWN_ROLE : null),
    session: question.session,
    placement: question.placement,
    trigger: question.trigger,
    at: now,
    momentId: newId('mom'),
  });
  const { reservation, heldOut } = decided;
  const offered = decided.moment ?? decided.routed;
  if (reservation !== null) await appendFacts(trx, context, locked, new Map([[question.account, [reservation]]]));
  if (offered !== null && reservation !== null)
    await insertMoment(trx, environment, { ...question, moment: offered, step: 'offered', at: now });
  // What would have been shown is kept beside what was: lift is the difference between the two.
  if (heldOut !== null)
    await insertMoment(trx, environment, { ...question, moment: heldOut, step: 'held-out', at: now });
  await keepDecision(trx, context, question, decided);
  return decided;
}

async function keepDecision(
  trx: Trx,
  { environment, program, now }: { readonly environment: string; readonly program: Program; readonly now: Instant },
  question: DecideQuestion,
  decided: DecideResult,
): Promise<void> {
  await trx
    .insertInto('decisions')
    .values({
      environment,
      bucket: bucketOf(question.account),
      account: question.account,
      id: newId('dec'),
      at: now,
      user_id: question.user,
      session: question.session,
      placement: question.placement,
      trigger: question.trigger === null ? null : JSON.stringify(question.trigger),
      moment: (decided.moment ?? decided.routed ?? decided.heldOut)?.id ?? null,
      version: program.version,
      peers: program.detectors.peers?.version ?? null,
      trace: JSON.stringify(compactTrace(decided.trace)),
    })
    .execute();
}
