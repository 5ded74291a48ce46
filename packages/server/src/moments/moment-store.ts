import type { Instant, Moment, MomentStep } from '@kairos/engine';
import { bucketOf } from '../log/bucket.ts';
import type { Trx } from '../store/database.ts';
import { type Keyset, olderThan } from '../store/keyset.ts';
import type { MomentTable } from '../store/schema.ts';

/** The steps that a moment takes after it was offered. */
export type TakenStep = Exclude<MomentStep, 'offered' | 'held-out'>;

/** The column that says when a moment took a step. */
const COLUMN_OF = {
  shown: 'shown_at',
  clicked: 'clicked_at',
  'checkout-started': 'checkout_at',
  dismissed: 'dismissed_at',
  converted: 'converted_at',
  snoozed: null,
} as const satisfies Record<TakenStep, keyof MomentTable | null>;

/** Keeps a moment that was just offered, as it was presented. */
export async function insertMoment(
  trx: Trx,
  environment: string,
  offered: {
    readonly account: string;
    readonly user: string;
    readonly session: string | null;
    readonly moment: Moment;
    readonly step: 'offered' | 'held-out';
    readonly at: Instant;
  },
): Promise<void> {
  const { account, user, session, moment, step, at } = offered;
  await trx
    .insertInto('moments')
    .values({
      environment,
      bucket: bucketOf(account),
      account,
      id: moment.id,
      play: moment.play,
      version: moment.version,
      signal: moment.signal,
      user_id: user,
      session,
      reactive: moment.reactive,
      step,
      offered_at: at,
      shown_at: null,
      clicked_at: null,
      checkout_at: null,
      dismissed_at: null,
      converted_at: null,
      mrr_delta: null,
      body: JSON.stringify(moment),
    })
    .execute();
}

/** Notes that a moment took a step: the first time counts, and a moment that converted or was dismissed goes no further back. */
export async function noteStep(
  trx: Trx,
  environment: string,
  taken: {
    readonly account: string;
    readonly moment: string;
    readonly step: TakenStep;
    readonly now: MomentStep;
    readonly at: Instant;
  },
): Promise<void> {
  const column = COLUMN_OF[taken.step];
  const own = trx
    .updateTable('moments')
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(taken.account))
    .where('account', '=', taken.account)
    .where('id', '=', taken.moment);
  await (column === null
    ? own.set({ step: taken.now })
    : own.set({ step: taken.now, [column]: taken.at }).where(column, 'is', null)
  ).execute();
}

/** Books the recurring revenue that a converted moment added, in minor units a month. */
export async function bookRevenue(
  trx: Trx,
  environment: string,
  converted: { readonly account: string; readonly moment: string; readonly mrrDelta: number },
): Promise<void> {
  await trx
    .updateTable('moments')
    .set({ mrr_delta: converted.mrrDelta })
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(converted.account))
    .where('account', '=', converted.account)
    .where('id', '=', converted.moment)
    .execute();
}

/** Finds a moment by its id alone; the account narrows it to what that account may see. */
export async function findMoment(
  trx: Trx,
  environment: string,
  id: string,
  account: string | null,
): Promise<MomentTable | null> {
  const found = trx.selectFrom('moments').selectAll().where('environment', '=', environment).where('id', '=', id);
  const row = await (account === null
    ? found
    : found.where('bucket', '=', bucketOf(account)).where('account', '=', account)
  ).executeTakeFirst();
  return row ?? null;
}

/** The moments of one account, newest first. */
export async function momentsOf(
  trx: Trx,
  environment: string,
  account: string,
  { limit, before = null }: { readonly limit: number; readonly before?: Keyset | null },
): Promise<readonly MomentTable[]> {
  return trx
    .selectFrom('moments')
    .selectAll()
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .where(olderThan('offered_at', before))
    .orderBy('offered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** The moment as it was presented when it was offered; what was kept before a moment had some part, as if it had been said then. */
export function presented(row: MomentTable): Moment {
  const kept = JSON.parse(row.body) as Moment;
  const { offer } = kept;
  return {
    ...BEFORE,
    ...kept,
    offer: {
      ...offer,
      kind: offer.kind ?? 'plan',
      name: offer.name ?? offer.to,
      change: offer.change ?? { plan: offer.to },
    },
  };
}

const BEFORE = { answer: 'offer', variants: [], priceAfter: null } as const;
