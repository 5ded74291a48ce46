import {
  type Account,
  compile,
  type Fact,
  type Instant,
  newAccount,
  type Program,
} from '../../packages/engine/src/index.ts';
import { PRESET_NAMES } from '../../packages/engine/src/catalog/presets.ts';
import { seededRandom } from '../measuring/random.ts';

/** What every row observes: track facts of eight meters, of accounts of which few send much and most send little. */

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1) as Instant;
const USERS = ['ana', 'ben', 'cleo', 'dov', 'eve'];
export const METERS = Array.from({ length: 8 }, (_, index) => `meter-${index}`);
const EVENTS = METERS.map((meter) => `Used ${meter}`);
export const THRESHOLDS = [80, 95, 100];
export const PLAN_LIMITS = { free: 20, pro: 2_000, business: 1_000_000 };

export type PlanOf = (account: number) => keyof typeof PLAN_LIMITS;

/** Plans by what an account sends, so that some limits are neared and few are left far behind. */
export const planByUse: PlanOf = (index) => {
  return index < 100 ? 'business' : index < 5_000 ? 'pro' : 'free';
};

export const idOf = (index: number): string => `acct_${index.toString(36)}`;

const LIBRARY = Object.fromEntries(PRESET_NAMES.map((preset) => [preset, { preset }]));

/** A team's own conditions beside the library's 34 presets: fifty signals in all. */
const OWN_SIGNALS = Object.fromEntries(
  Array.from({ length: 16 }, (_, index) => [
    `own-${index}`,
    {
      when: `usage["meter-${index % 8}"].used > ${10 + index} && activity.activeDays30 >= ${index} && account.plan != "pro"`,
    },
  ]),
);

/** The library's signals, of which the three of use against a limit may fire on every meter; or fifty. */
export function buildProgram(signals: 'library' | 'fifty' = 'library'): Program {
  const compiled = compile({
    product: { name: 'Bench' },
    meters: Object.fromEntries(METERS.map((id, index) => [id, { event: EVENTS[index] ?? '', aggregate: 'count' }])),
    plans: Object.entries(PLAN_LIMITS).map(([id, limit], rank) => ({
      id,
      name: id,
      prices: [{ interval: 'month', amount: rank * 4_900 }],
      entitlements: Object.fromEntries(METERS.map((meter) => [meter, { limit }])),
    })),
    ...(signals === 'fifty' ? { signals: { ...LIBRARY, ...OWN_SIGNALS } } : {}),
  });
  if (!compiled.ok) throw new Error(`the benchmark's config does not compile: ${JSON.stringify(compiled.issues)}`);
  return compiled.value;
}

/** States as the server has them, read from JSON, before the first fact: a plan, a name, three touches of the past. */
export function newAccounts(count: number, planOf: PlanOf): Map<string, Account> {
  const texts = Object.keys(PLAN_LIMITS).map((plan): [string, string] => [plan, JSON.stringify(stateOf(plan))]);
  const textOf = new Map(texts);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const id = idOf(index);
      return [id, { ...(JSON.parse(textOf.get(planOf(index)) ?? '') as Account), id }];
    }),
  );
}

function stateOf(plan: string): Account {
  const touch = {
    play: 'outgrowing-limit',
    signal: null,
    user: 'ana',
    session: 's0',
    reactive: false,
    step: 'shown',
  } as const;
  return {
    ...newAccount('', START),
    traits: { name: 'Acme', industry: 'logistics' },
    subscription: {
      plan,
      interval: 'month',
      seats: null,
      startedAt: START,
      renewsAt: (START + 366 * DAY_MS) as Instant,
      billedBy: 'kairos',
      pending: null,
    },
    touches: [1, 2, 3].map((count) => ({
      ...touch,
      moment: `mom_${count}`,
      offeredAt: START,
      shownAt: START,
      changedAt: START,
    })),
  };
}

/** A stream of facts without an end; it is two to the power of eighteen facts long, and with each lap a day goes by. */
export class FactStream {
  readonly #facts: Fact[];
  readonly #accounts: readonly string[];
  #turn = -1;

  constructor({ accounts, from = START }: { readonly accounts: number; readonly from?: Instant }) {
    const random = seededRandom(19);
    const length = 1 << 18;
    const places = Array.from({ length }, () => zipfian(accounts, random()));
    this.#accounts = places.map(idOf);
    this.#facts = places.map((_, index) => ({
      kind: 'track',
      id: `evt_${index}`,
      at: (from + Math.floor((index / length) * DAY_MS)) as Instant,
      user: USERS[index % USERS.length] ?? 'ana',
      event: EVENTS[Math.floor(random() * EVENTS.length)] ?? '',
      properties: { plan: 'free', screen: 'editor', index },
      context: { library: { name: 'analytics-node', version: '3.1.0' } },
    }));
  }

  /** The next fact, and whose it is. */
  next(): readonly [account: string, fact: Fact] {
    this.#turn = (this.#turn + 1) & (this.#facts.length - 1);
    const fact = this.#facts[this.#turn];
    if (fact === undefined) throw new RangeError('a stream has no end');
    const today = { ...fact, at: (fact.at + DAY_MS) as Instant };
    this.#facts[this.#turn] = today;
    return [this.#accounts[this.#turn] ?? '', fact];
  }
}

/** Zipf's law with exponent 1: the account of rank n sends an n-th of what the first one sends. */
function zipfian(count: number, share: number): number {
  return Math.min(count - 1, Math.floor((count + 1) ** share) - 1);
}
