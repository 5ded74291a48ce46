import {
  type Account,
  type ConsumeFact,
  type Entitlement,
  entitlementOf,
  type Instant,
  isConsumable,
  type Meter,
  newAccount,
  type Program,
  tick,
  usageOf,
} from '@kairos/engine';
import { newId } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import { bringUpToDate } from '../jobs/tick-accounts.ts';
import { appendFacts } from '../log/append-facts.ts';
import { bucketOf } from '../log/bucket.ts';
import { lockAccounts, readAccount } from '../log/load-accounts.ts';
import type { Trx } from '../store/database.ts';

/** So much of a meter, for one account. */
export interface Consumption {
  readonly account: string;
  readonly meter: string;
  readonly amount: number;
  /** What is consumed again under the same one counts once; null: it is not to be asked again. */
  readonly once: string | null;
}

/** Whether it was consumed, with the use of the meter as it is then. */
export interface Consumed {
  readonly entitlement: Entitlement;
  /** Whether anything had been heard of the account before. */
  readonly known: boolean;
}

interface ConsumeContext {
  readonly environment: string;
  readonly program: Program;
  readonly now: Instant;
}

/**
 * Uses an amount of a counted or summed meter where limit and grace allow it, in one transaction under the account's lock: however many
 * ask at once, what they are allowed together never goes beyond. A refusal is an answer, and writes nothing. Throws `invalid-request` for
 * a meter that amounts can't be added to.
 */
export async function consume(trx: Trx, context: ConsumeContext, asked: Consumption): Promise<Consumed> {
  const { environment, program, now } = context;
  const meter = program.catalog.meters.get(asked.meter);
  if (meter === undefined) return { entitlement: UNKNOWN, known: false };
  mustTake(meter, asked.amount);
  // Asked before it is locked: to lock an account is to make it, and a refusal leaves none behind.
  const read = await readAccount(trx, environment, asked.account, now);
  const known = read !== null;
  const account = read ?? newAccount(asked.account, now);
  const first = judge(program, account, asked, now);
  if (!first.allowed) {
    const entitlement = (await wasConsumed(trx, environment, asked)) ? granted(program, account, meter, now) : first;
    return { entitlement, known };
  }
  const stored = (await lockAccounts(trx, environment, [asked.account], now)).get(asked.account);
  if (stored === undefined) throw new TypeError('an account that was locked is there');
  if (await wasConsumed(trx, environment, asked)) return { entitlement: granted(program, stored, meter, now), known };
  const judged = judge(program, stored, asked, now);
  if (!judged.allowed) return { entitlement: judged, known };
  const after = await use(trx, context, stored, asked);
  return { entitlement: { ...judged, usage: usageOf(program.catalog, after, meter, now) }, known };
}

const UNKNOWN: Entitlement = {
  allowed: false,
  reason: 'unknown-feature',
  value: null,
  usage: null,
  requiredPlan: null,
};

function mustTake(meter: Meter, amount: number): void {
  if (!isConsumable(meter)) {
    const message = `"${meter.id}" is a meter of aggregate "${meter.aggregate}", to which no amount can be added; consume from one that counts or sums, and fill this one by its events`;
    throw new KairosError('invalid-request', `meter: ${message}`, { issues: [{ path: 'meter', message }] });
  }
  if (meter.aggregate === 'count' && !Number.isInteger(amount)) {
    const message = `expected a whole number, as "${meter.id}" counts`;
    throw new KairosError('invalid-request', `amount: ${message}`, { issues: [{ path: 'amount', message }] });
  }
}

/** What the account may do, with what time alone has changed of it by now. */
function judge(program: Program, stored: Account, { meter, amount }: Consumption, now: Instant): Entitlement {
  const { account } = tick(program, stored, now);
  return entitlementOf(program.catalog, account, { feature: meter, amount, at: now });
}

/** The answer where it was consumed before, with the use as it is by now. */
function granted(program: Program, stored: Account, meter: Meter, now: Instant): Entitlement {
  const usage = usageOf(program.catalog, tick(program, stored, now).account, meter, now);
  const isBeyond = usage.limit !== null && usage.used > usage.limit;
  const reason = usage.limit === null ? 'unlimited' : isBeyond ? 'in-grace' : 'within-limit';
  return { allowed: true, reason, value: null, usage, requiredPlan: null };
}

async function use(trx: Trx, context: ConsumeContext, stored: Account, asked: Consumption): Promise<Account> {
  const current = await bringUpToDate(trx, context, stored);
  const { account: id, meter, amount } = asked;
  const fact: ConsumeFact = { kind: 'consume', id: asked.once ?? newId('use'), at: context.now, meter, amount };
  const { accounts } = await appendFacts(trx, context, new Map([[id, current]]), new Map([[id, [fact]]]));
  return accounts.get(id)?.account ?? current;
}

async function wasConsumed(trx: Trx, environment: string, { account, once }: Consumption): Promise<boolean> {
  if (once === null) return false;
  const row = await trx
    .selectFrom('facts')
    .select('id')
    .where('environment', '=', environment)
    .where('bucket', '=', bucketOf(account))
    .where('account', '=', account)
    .where('id', '=', once)
    .executeTakeFirst();
  return row !== undefined;
}
