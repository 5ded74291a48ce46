import {
  type Account,
  type Catalog,
  compile,
  type ConfigInput,
  type Instant,
  newAccount,
} from '../../packages/engine/src/index.ts';
import { seededRandom } from '../measuring/random.ts';

/** What the product and the limit row are asked about: accounts on three plans, eight meters and fifty features. */

export const NOW = Date.UTC(2026, 2, 14, 9) as Instant;
const LAST_MONTH_START = Date.UTC(2026, 1, 1) as Instant;
const PERIOD_START = Date.UTC(2026, 2, 1) as Instant;
const PERIOD_END = Date.UTC(2026, 3, 1) as Instant;

export const METERS = Array.from({ length: 8 }, (_, index) => `meter-${index}`);
export const FEATURES = Array.from({ length: 50 }, (_, index) => `feature-${index}`);
/** Limits by plan, the same for every meter; grace is left aside, so that both rows answer the same question. */
export const PLAN_LIMITS: Readonly<Record<string, number>> = { free: 10, pro: 100, business: 1_000 };
export const PLANS = Object.keys(PLAN_LIMITS);

/** Whether a plan grants a feature: each rung a third more. */
export function grants(plan: string, feature: number): boolean {
  return feature % PLANS.length <= PLANS.indexOf(plan);
}

/** One account in bare numbers, from which both rows build what they work on. */
export interface BareAccount {
  readonly id: string;
  readonly plan: string;
  /** How much is used of each meter. */
  readonly used: readonly number[];
}

/** Accounts with a plan and usage at random; where the month has just `turned`, nothing of it is used yet. */
export function bareAccounts({
  count,
  turned,
}: {
  readonly count: number;
  readonly turned: boolean;
}): readonly BareAccount[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, index) => {
    const plan = PLANS[Math.floor(random() * PLANS.length)] ?? '';
    const limit = PLAN_LIMITS[plan] ?? 0;
    const used = METERS.map(() => (turned ? 0 : 1 + Math.floor(random() * limit * 1.2)));
    return { id: `acct_${index.toString(36)}`, plan, used };
  });
}

export function buildCatalog(): Catalog {
  const config: ConfigInput = {
    product: { name: 'Bench' },
    meters: Object.fromEntries(METERS.map((meter) => [meter, { event: `Used ${meter}`, aggregate: 'count' }])),
    features: Object.fromEntries(FEATURES.map((feature) => [feature, { name: feature }])),
    plans: PLANS.map((id, rank) => ({
      id,
      name: id,
      prices: [{ interval: 'month', amount: rank * 4_900 }],
      entitlements: {
        ...Object.fromEntries(METERS.map((meter) => [meter, { limit: PLAN_LIMITS[id] ?? 0, grace: null }])),
        ...Object.fromEntries(FEATURES.map((feature, index) => [feature, grants(id, index)])),
      },
    })),
  };
  const compiled = compile(config);
  if (!compiled.ok) throw new Error(`the benchmark's config does not compile: ${JSON.stringify(compiled.issues)}`);
  return compiled.value.catalog;
}

/** States as the server has them: read from JSON, each with five members; a meter without use this month holds last month's. */
export function buildAccounts(bare: readonly BareAccount[]): ReadonlyMap<string, Account> {
  return new Map(bare.map((each) => [each.id, JSON.parse(JSON.stringify(stateOf(each))) as Account]));
}

const NOTHING_MORE = { lastAt: null, overSince: null, highSince: null, highPeriods: 0, distinct: null };
const OF_THIS_MONTH = { ...NOTHING_MORE, periodStart: PERIOD_START, periodEnd: PERIOD_END };
const OF_LAST_MONTH = { ...NOTHING_MORE, value: 7, periodStart: LAST_MONTH_START, periodEnd: PERIOD_START };

function stateOf({ id, plan, used }: BareAccount): Account {
  const member = { role: 'member', name: null, days: null, features: [] };
  return {
    ...newAccount(id, PERIOD_START),
    traits: { name: `Company ${id}` },
    subscription: {
      plan,
      interval: 'month',
      seats: null,
      startedAt: PERIOD_START,
      renewsAt: PERIOD_END,
      billedBy: 'kairos',
      pending: null,
    },
    members: { ana: { ...member, role: 'owner', name: 'Ana' }, ben: member, cleo: member, dov: member, eve: member },
    meters: Object.fromEntries(
      METERS.map((meter, index) => [
        meter,
        used[index] === 0 ? OF_LAST_MONTH : { ...OF_THIS_MONTH, value: used[index] ?? 0 },
      ]),
    ),
  };
}

/** What the answer to a question must be, worked out from the bare numbers alone. */
export function expectedCheck({ plan, used }: BareAccount, meter: number): CheckAnswer {
  const limit = PLAN_LIMITS[plan] ?? 0;
  const taken = used[meter] ?? 0;
  const allowed = taken + 1 <= limit;
  return {
    allowed,
    reason: allowed ? 'within-limit' : 'limit-reached',
    limit,
    used: taken,
    remaining: Math.max(0, limit - taken),
  };
}

export interface CheckAnswer {
  readonly allowed: boolean;
  readonly reason: string;
  readonly limit: number | null;
  readonly used: number | null;
  readonly remaining: number | null;
}
