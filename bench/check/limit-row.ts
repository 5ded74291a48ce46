import { type BareAccount, type CheckAnswer, FEATURES, grants, METERS, PLAN_LIMITS, PLANS } from './check-world.ts';

/** The least that a check can be: the account, its plan and its usage looked up by hand, and the answer as an object. */
export class LimitRow {
  readonly #accounts: ReadonlyMap<string, LimitAccount>;
  readonly #plans: ReadonlyMap<string, LimitPlan>;

  constructor(accounts: readonly BareAccount[]) {
    this.#accounts = new Map(
      accounts.map(({ id, plan, used }) => [
        id,
        { plan, used: new Map(METERS.map((meter, index) => [meter, used[index] ?? 0])) },
      ]),
    );
    this.#plans = new Map(
      PLANS.map((plan) => [
        plan,
        {
          limits: new Map(METERS.map((meter) => [meter, PLAN_LIMITS[plan] ?? 0])),
          features: new Set(FEATURES.filter((_, index) => grants(plan, index))),
        },
      ]),
    );
  }

  metered(id: string, meter: string): CheckAnswer {
    const account = this.#accounts.get(id);
    const limit = this.#plans.get(account?.plan ?? 'free')?.limits.get(meter) ?? 0;
    const used = account?.used.get(meter) ?? 0;
    const remaining = used < limit ? limit - used : 0;
    return remaining >= 1
      ? { allowed: true, reason: 'within-limit', limit, used, remaining }
      : { allowed: false, reason: 'limit-reached', limit, used, remaining };
  }

  boolean(id: string, feature: string): CheckAnswer {
    const account = this.#accounts.get(id);
    return this.#plans.get(account?.plan ?? 'free')?.features.has(feature) === true ? GRANTED : NOT_IN_PLAN;
  }
}

interface LimitAccount {
  readonly plan: string;
  readonly used: ReadonlyMap<string, number>;
}

interface LimitPlan {
  readonly limits: ReadonlyMap<string, number>;
  readonly features: ReadonlySet<string>;
}

const GRANTED: CheckAnswer = { allowed: true, reason: 'granted', limit: null, used: null, remaining: null };
const NOT_IN_PLAN: CheckAnswer = { allowed: false, reason: 'not-in-plan', limit: null, used: null, remaining: null };
